import type { AuthorizationRequest } from './machines';

const PATH = '/authorize';
const KEPT = 'atelier.authorize';

/**
 * Keeps the query as the client wrote it. The router reads values that look like numbers as numbers, and a `state` of
 * twenty digits must come back with all of them, also after a sign-in in between.
 */
export function keepRequest(location: { pathname: string; search: string } = window.location): void {
  if (location.pathname === PATH) sessionStorage.setItem(KEPT, location.search);
}

/** What the client asks: as it wrote it, when that is the request of this address. */
export function requestOf(search: Record<string, unknown>): AuthorizationRequest {
  const kept = new URLSearchParams(sessionStorage.getItem(KEPT) ?? '');
  const same = search.code_challenge !== undefined && kept.get('code_challenge') === String(search.code_challenge);
  const read = (name: string): string | undefined => (same ? (kept.get(name) ?? undefined) : search[name] === undefined ? undefined : String(search[name]));
  const request: AuthorizationRequest = { clientId: read('client_id') ?? '', redirectUri: read('redirect_uri') ?? '' };
  const optional = { responseType: 'response_type', scope: 'scope', state: 'state', codeChallenge: 'code_challenge', codeChallengeMethod: 'code_challenge_method' } as const;
  for (const [key, name] of Object.entries(optional) as [keyof typeof optional, string][]) {
    const value = read(name);
    if (value !== undefined) request[key] = value;
  }
  return request;
}
