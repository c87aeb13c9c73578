import { useSyncExternalStore } from 'react';
import { ApiError } from './problem';
import type { Id, Role } from './types';

export interface Claims {
  /** The person. */
  sub: Id;
  /** The organization. */
  org: Id;
  role: Role;
  sid: string;
  /** Seconds since 1970. */
  exp: number;
}

export type SessionState = { status: 'unknown' } | { status: 'out' } | { status: 'in'; token: string; claims: Claims };

interface TokenAnswer {
  accessToken: string;
  expiresIn: number;
}

type Broadcast = { kind: 'token'; token: string } | { kind: 'out' };

/** A token this near its end is renewed before it is used; clocks differ a little. Seconds. */
const MARGIN = 30;

/**
 * Who is signed in. The access token lives in memory only; it is renewed by the HttpOnly refresh cookie.
 *
 * Refresh tokens rotate and a reused one ends the session, so two tabs must never send the same one: a Web Lock lets
 * one tab refresh at a time, and a BroadcastChannel hands the fresh token to the others, which then need no refresh.
 */
class Session {
  private state: SessionState = { status: 'unknown' };
  private listeners = new Set<() => void>();
  private flight: Promise<string | null> | null = null;
  private channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('atelier.session');

  constructor() {
    this.channel?.addEventListener('message', (event: MessageEvent<Broadcast>) => {
      if (event.data.kind === 'out') this.set({ status: 'out' });
      else this.adopt(event.data.token);
    });
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A token good for at least half a minute, or null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.fresh()) return this.fresh();
    if (this.state.status === 'out') return null;
    return this.refresh();
  }

  /** Takes the answer of a sign-in and tells the other tabs. */
  start(answer: TokenAnswer): void {
    this.adopt(answer.accessToken);
    this.channel?.postMessage({ kind: 'token', token: answer.accessToken } satisfies Broadcast);
  }

  /**
   * Renews the token; at most one request at a time, in this tab and across tabs.
   *
   * @param stale the token the server refused, so that a newer one brought by another tab is taken instead.
   */
  refresh(stale?: string): Promise<string | null> {
    this.flight ??= exclusively(() => this.renew(stale)).finally(() => (this.flight = null));
    return this.flight;
  }

  /** Goes on in another organization of the person; alone among all tabs, because the cookie is exchanged with it. */
  async enter(organizationId: Id): Promise<void> {
    const token = await this.token();
    await exclusively(async () => {
      const response = await fetch('/v1/auth/switch', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({ organizationId }),
      }).catch(() => {
        throw ApiError.offline();
      });
      if (!response.ok) throw await ApiError.from(response);
      this.start((await response.json()) as TokenAnswer);
    });
  }

  /** Ends the session here, in the other tabs and on the server. */
  async end(): Promise<void> {
    await fetch('/v1/auth/logout', { method: 'POST', credentials: 'same-origin', headers: { 'Idempotency-Key': crypto.randomUUID() } }).catch(() => undefined);
    this.set({ status: 'out' });
    this.channel?.postMessage({ kind: 'out' } satisfies Broadcast);
  }

  private async renew(stale?: string): Promise<string | null> {
    const known = this.fresh();
    if (known && known !== stale) return known;
    let response: Response;
    try {
      response = await fetch('/v1/auth/refresh', { method: 'POST', credentials: 'same-origin', headers: { 'Idempotency-Key': crypto.randomUUID() } });
    } catch {
      throw ApiError.offline();
    }
    if (response.ok) {
      const answer = (await response.json()) as TokenAnswer;
      this.start(answer);
      return answer.accessToken;
    }
    // Only a clear "no" signs out: a server that restarts must not throw people out.
    if (response.status === 401 || response.status === 403) {
      this.set({ status: 'out' });
      return null;
    }
    throw await ApiError.from(response);
  }

  private fresh(): string | null {
    return this.state.status === 'in' && this.state.claims.exp - MARGIN > Date.now() / 1000 ? this.state.token : null;
  }

  private adopt(token: string): void {
    const before = this.state;
    const claims = decode(token);
    // Another person signed in in another tab: what this tab shows is no longer theirs.
    if (before.status === 'in' && (before.claims.sub !== claims.sub || before.claims.org !== claims.org)) {
      location.assign('/');
    }
    this.set({ status: 'in', token, claims });
  }

  private set(next: SessionState): void {
    this.state = next;
    this.listeners.forEach((listener) => listener());
  }
}

/** Reads a token's claims; the server verifies it, the client only wants to know who it is about. */
export function decode(token: string): Claims {
  const part = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

/** Runs `task` alone among all tabs; without Web Locks (an insecure origin) alone in this tab only. */
function exclusively<T>(task: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('atelier.refresh', task) : task();
}

export const session = new Session();

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current);
}

/** The signed-in person's claims. For screens inside the app, where someone always is. */
export function useClaims(): Claims {
  const state = useSession();
  if (state.status !== 'in') throw new Error('useClaims outside a session');
  return state.claims;
}
