import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Page } from '@/lib/api';
import { queryClient } from '@/lib/query';

export interface Passkey {
  id: Id;
  name: string;
  backedUp: boolean;
  createdAt: string;
  usedAt: string | null;
}

export interface SignedIn {
  id: Id;
  device: string;
  address: string | null;
  createdAt: string;
  usedAt: string;
  expiresAt: string;
  current: boolean;
}

export interface Mfa {
  totp: boolean;
  recoveryCodesLeft: number;
}

export interface EmailStatus {
  email: string;
  verified: boolean;
}

const items = <T>(path: string) => ({ signal }: { signal: AbortSignal }) => api.get<Page<T>>(path, { signal }).then((page) => page.items);

export const passkeysQuery = queryOptions({ queryKey: ['security', 'passkeys'], queryFn: items<Passkey>('/v1/auth/passkeys') });
export const sessionsQuery = queryOptions({ queryKey: ['security', 'sessions'], queryFn: items<SignedIn>('/v1/auth/sessions') });
export const mfaQuery = queryOptions({ queryKey: ['security', 'mfa'], queryFn: ({ signal }) => api.get<Mfa>('/v1/auth/mfa', { signal }) });
export const emailQuery = queryOptions({ queryKey: ['security', 'email'], queryFn: ({ signal }) => api.get<EmailStatus>('/v1/users/me/email', { signal }) });

export const refresh = (what: 'passkeys' | 'sessions' | 'mfa' | 'email') => queryClient.invalidateQueries({ queryKey: ['security', what] });
