import { api, session, type Id, type Profile } from '@/lib/api';

interface TokenAnswer {
  accessToken: string;
  expiresIn: number;
}

export interface Registration {
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  organizationName?: string;
  invitationToken?: string;
  welcomeToken?: string;
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  session.start(await api.post<TokenAnswer>('/v1/auth/login', credentials, { anonymous: true }));
}

/** Registers, then signs in with the same words. */
export async function register(registration: Registration): Promise<void> {
  await api.post<Profile>('/v1/users/register', registration, { anonymous: true });
  await signIn({ email: registration.email, password: registration.password });
}

/** Uses the one-time administrator link. Throws `needs-registration` when the house is still empty. */
export async function redeemWelcome(token: string): Promise<void> {
  session.start(await api.post<TokenAnswer>('/v1/auth/welcome', { token }, { anonymous: true }));
}

export interface InvitationInfo {
  organizationName: string;
  /** Whom it is for; null for a link. */
  email: string | null;
  role: string;
  /** Of which domain the address must be; null: any. */
  domain: string | null;
}

/** Joins as the person who is signed in, and goes there. */
export async function acceptInvitation(token: string): Promise<void> {
  const { organizationId } = await api.post<{ organizationId: Id }>('/v1/users/invitations/accept', { token });
  await session.enter(organizationId);
}

export function lookUpInvitation(token: string): Promise<InvitationInfo> {
  return api.post<InvitationInfo>('/v1/users/invitations/lookup', { token }, { anonymous: true });
}
