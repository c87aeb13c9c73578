export interface FieldError {
  field: string;
  message: string;
}

const PREFIX = 'https://atelier.app/problems/';

/** A refusal of the server (problem+json, RFC 9457), or `offline` when no answer came at all. */
export class ApiError extends Error {
  constructor(
    /** The problem's short name: `validation-failed`, `conflict`, `not-found`, … */
    readonly type: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    readonly requestId: string | null = null,
    /** What else the answer carries (RFC 9457 §3.2): the `challenge` of `mfa-required`. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail || title);
    this.name = 'ApiError';
  }

  static offline(): ApiError {
    return new ApiError('offline', 0, 'No connection', 'The server cannot be reached. Check the connection and try again.');
  }

  static async from(response: Response): Promise<ApiError> {
    const body: unknown = await response.json().catch(() => null);
    return ApiError.of(response.status, body, response.headers.get('X-Request-Id'));
  }

  /** Reads a problem document; anything else (a proxy's HTML page) becomes a plain sentence. */
  static of(status: number, body: unknown, requestId: string | null): ApiError {
    const p = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const text = (name: string) => (typeof p[name] === 'string' ? (p[name] as string) : '');
    const type = text('type').startsWith(PREFIX) ? text('type').slice(PREFIX.length) : 'internal';
    const errors = Array.isArray(p.errors)
      ? p.errors.filter((e): e is FieldError => typeof e?.field === 'string' && typeof e?.message === 'string')
      : [];
    const title = text('title') || (status >= 500 ? 'The server had a problem' : 'The server refused this');
    return new ApiError(type, status, title, text('detail'), errors, text('requestId') || requestId, p);
  }

  /** What the server says about one field, or undefined. */
  field(name: string): string | undefined {
    return this.errors.find((e) => e.field === name)?.message;
  }

  /** Whether trying again later may help. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** One sentence for a person about anything that was thrown. */
export function reason(error: unknown): string {
  if (error instanceof ApiError) {
    const first = error.errors[0];
    return first ? `${first.field}: ${first.message}` : error.detail || error.title;
  }
  return error instanceof Error && error.message ? error.message : 'Something went wrong.';
}

/** What the server says about the named field of a form, when the error is about fields. */
export function fieldError(error: unknown, name: string): string | undefined {
  return error instanceof ApiError ? error.field(name) : undefined;
}
