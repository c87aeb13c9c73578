import { ApiError } from './problem';
import { session } from './session';
import { stepUp } from './step-up';
import type { Page } from './types';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  query?: Query;
  signal?: AbortSignal;
  /** Public endpoints send no token and never sign anyone out. */
  anonymous?: boolean;
  /** Defaults to a new one for each call; a retry inside the call keeps it. */
  idempotencyKey?: string;
  /** The version the change is based on; the server answers `lost-update` when it has moved on. */
  ifMatch?: number;
  /** For a raw body (a file): its media type. */
  contentType?: string;
}

/** The path with its query; null, undefined and '' are left out. */
export function url(path: string, query?: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The request's headers; the token is renewed first when it is about to end. */
export async function headersFor(method: string, options: Options = {}): Promise<Headers> {
  const headers = new Headers({ Accept: 'application/json' });
  const token = options.anonymous ? null : await session.token();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (method === 'POST') headers.set('Idempotency-Key', options.idempotencyKey ?? crypto.randomUUID());
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  return headers;
}

/** Sends a request and gives the raw answer; throws ApiError unless it is 2xx. */
export async function send(method: string, path: string, body?: unknown, options: Options = {}): Promise<Response> {
  const headers = await headersFor(method, options);
  const raw = body instanceof Blob || body instanceof ArrayBuffer || typeof body === 'string';
  if (body !== undefined) headers.set('Content-Type', options.contentType ?? 'application/json');
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = raw ? (body as BodyInit) : JSON.stringify(body);
  if (options.signal) init.signal = options.signal;

  let response = await attempt(url(path, options.query), init);
  if (response.status === 401 && !options.anonymous) {
    const token = await session.refresh(headers.get('Authorization')?.slice('Bearer '.length));
    if (token) {
      headers.set('Authorization', `Bearer ${token}`);
      response = await attempt(url(path, options.query), init);
    }
  }
  if (!response.ok) {
    const error = await ApiError.from(response);
    if (error.type !== 'reauthentication-required' || options.anonymous || !(await stepUp.ask())) throw error;
    response = await attempt(url(path, options.query), init);
    if (!response.ok) throw await ApiError.from(response);
  }
  return response;
}

async function attempt(target: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(target, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ApiError.offline();
  }
}

async function json<T>(method: string, path: string, body?: unknown, options?: Options): Promise<T> {
  const response = await send(method, path, body, options);
  const text = response.status === 204 ? '' : await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The server's API: JSON in, JSON out, ApiError when refused. */
export const api = {
  get: <T>(path: string, options?: Options) => json<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options) => json<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: Options) => json<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: Options) => json<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: Options) => json<T>('DELETE', path, undefined, options),

  /** Every item of a list, page by page; stops at `max` items. */
  async all<T>(path: string, options: Options = {}, max = 2_000): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<T> = await api.get(path, { ...options, query: { limit: 100, ...options.query, cursor } });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor && items.length < max);
    return items;
  },
};
