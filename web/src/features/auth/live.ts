import type { LiveHandler } from '@/lib/live';

/** Security settings that are open somewhere follow what happens on another device. */
export const authLive: LiveHandler = (entries, client) => {
  const changed = (pattern: RegExp, what: string) => {
    if (entries.some((e) => pattern.test(e.type))) void client.invalidateQueries({ queryKey: ['security', what] });
  };
  changed(/^session\./, 'sessions');
  changed(/^passkey\./, 'passkeys');
  changed(/^(totp|recovery)\./, 'mfa');
  changed(/^email\./, 'email');
  if (entries.some((e) => /^(token|grant|api_client)\./.test(e.type))) void client.invalidateQueries({ queryKey: ['machines'] });
};
