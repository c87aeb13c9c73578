import { ApiError, api, session, type Id, type Profile } from '@/lib/api';
import { askForPasskey, type PasskeyAnswer } from '@/lib/passkeys';

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

/** What the second step of a sign-in needs: the challenge of `mfa-required`, and by what it may be answered. */
export interface SecondStep {
  challenge: string;
  methods: string[];
}

/** The second step that a refused sign-in asks for, or null when it was refused for good. */
export function secondStepOf(error: unknown): SecondStep | null {
  if (!(error instanceof ApiError) || error.type !== 'mfa-required') return null;
  const { challenge, methods } = error.extra;
  return typeof challenge === 'string' && Array.isArray(methods) ? { challenge, methods: methods.map(String) } : null;
}

export type Proof = { code: string } | { recoveryCode: string } | { passkey: PasskeyAnswer };

export async function takeSecondStep(challenge: string, proof: Proof): Promise<void> {
  session.start(await api.post<TokenAnswer>('/v1/auth/login/verify', { challenge, ...proof }, { anonymous: true }));
}

export async function signInByPasskey(): Promise<void> {
  session.start(await api.post<TokenAnswer>('/v1/auth/login/passkey', { passkey: await askForPasskey() }, { anonymous: true }));
}

export function forgotPassword(email: string): Promise<void> {
  return api.post('/v1/auth/password/forgot', { email }, { anonymous: true });
}

export function resetPassword(token: string, password: string): Promise<void> {
  return api.post('/v1/auth/password/reset', { token, password }, { anonymous: true });
}

export function confirmEmail(token: string): Promise<{ email: string }> {
  return api.post<{ email: string }>('/v1/users/email/confirm', { token }, { anonymous: true });
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
