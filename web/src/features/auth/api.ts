import { api, session, type Profile } from '@/lib/api';

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
  email: string;
  role: string;
}

export function lookUpInvitation(token: string): Promise<InvitationInfo> {
  return api.post<InvitationInfo>('/v1/users/invitations/lookup', { token }, { anonymous: true });
}
