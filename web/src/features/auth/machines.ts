import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Page, type Profile } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { may, PERMISSIONS, PROJECT_ROLES, type Permission, type PermissionInfo } from '@/lib/policy';

/** Whose a token is: the person's, or the organization's for its systems. */
export type TokenKind = 'personal' | 'organization';

export interface ApiToken {
  id: Id;
  kind: TokenKind;
  personId: Id;
  name: string;
  scopes: Permission[];
  begins: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

export interface ApiClient {
  id: Id;
  name: string;
  redirectUris: string[];
  scopes: Permission[];
  confidential: boolean;
  createdBy: Id;
  createdAt: string;
  version: number;
}

export interface Grant {
  id: Id;
  clientId: Id;
  clientName: string;
  scopes: Permission[];
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

const TOKENS = { personal: '/v1/auth/tokens', organization: '/v1/auth/organization-tokens' } as const;

const list = <T,>(path: string) => queryOptions({ queryKey: ['machines', path], queryFn: async ({ signal }) => (await api.get<Page<T>>(path, { signal })).items });

const refresh = () => queryClient.invalidateQueries({ queryKey: ['machines'] });

export const tokensQuery = (kind: TokenKind) => list<ApiToken>(TOKENS[kind]);
export const clientsQuery = list<ApiClient>('/v1/auth/clients');
export const grantsQuery = list<Grant>('/v1/auth/grants');

export interface TokenDraft {
  name: string;
  scopes: Permission[];
  expiresAt: string;
}

export const makeToken = (kind: TokenKind, draft: TokenDraft) => api.post<{ secret: string; token: ApiToken }>(TOKENS[kind], draft).finally(refresh);
export const revokeToken = (token: ApiToken) => api.delete(`${TOKENS[token.kind]}/${token.id}`).finally(refresh);

export interface ClientDraft {
  name: string;
  redirectUris: string[];
  scopes: Permission[];
}

export interface MadeClient {
  secret: string | null;
  client: ApiClient;
}

export const registerClient = (draft: ClientDraft, confidential: boolean) => api.post<MadeClient>('/v1/auth/clients', { ...draft, confidential }).finally(refresh);
export const changeClient = (client: ApiClient, draft: ClientDraft) => api.put<ApiClient>(`/v1/auth/clients/${client.id}`, draft, { ifMatch: client.version }).finally(refresh);
export const renewSecret = (client: ApiClient) => api.post<MadeClient>(`/v1/auth/clients/${client.id}/secret`, {}).finally(refresh);
export const deleteClient = (client: ApiClient) => api.delete(`/v1/auth/clients/${client.id}`).finally(refresh);
export const endGrant = (grant: Grant) => api.delete(`/v1/auth/grants/${grant.id}`).finally(refresh);

/** What a machine can be given at all. */
export const GRANTABLE: readonly PermissionInfo[] = PERMISSIONS.filter((p) => p.grantable);

/** What somebody can give a machine: what they have, and what projects may give them. */
export function giftsOf(me: Profile): readonly PermissionInfo[] {
  const projects: readonly Permission[] = PROJECT_ROLES.lead;
  return GRANTABLE.filter((p) => may(me, p.word) || projects.includes(p.word));
}

/** The permissions of a list in people's words. */
export const inWords = (scopes: readonly Permission[]): string[] => PERMISSIONS.filter((p) => scopes.includes(p.word)).map((p) => p.description);

/** What a client sent with the person it asks. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseType?: string;
  scope?: string;
  state?: string;
  codeChallenge?: string;
  codeChallengeMethod?: string;
}

export interface ConsentQuestion {
  clientName: string | null;
  scopes: { scope: Permission; description: string }[];
  redirectTo: string | null;
}

export const askConsent = (request: AuthorizationRequest) => api.post<ConsentQuestion>('/v1/auth/oauth/request', request);
export const decideConsent = (request: AuthorizationRequest, allow: boolean) => api.post<{ redirectTo: string }>('/v1/auth/oauth/consent', { request, allow });

/** Goes to another site. */
export const leave = { to: (href: string) => window.location.assign(href) };
