import { api } from './api';

/** Everything binary as base64url without padding, as the API takes it. */
export interface PasskeyAnswer {
  credentialId: string;
  clientDataJson: string;
  authenticatorData: string;
  signature: string;
}

interface CreationOptions {
  challenge: string;
  rpId: string;
  rpName: string;
  userId: string;
  userName: string;
  displayName: string;
  exclude: string[];
  algorithms: number[];
  timeout: number;
}

interface RequestOptions {
  challenge: string;
  rpId: string;
  timeout: number;
}

/** Whether this browser can have passkeys; on an insecure origin none can. */
export const passkeysPossible = (): boolean => typeof PublicKeyCredential !== 'undefined' && !!navigator.credentials;

/** Makes a passkey on this device, or one the browser reaches, and registers it under the name. */
export async function registerPasskey(name: string): Promise<void> {
  const o = await api.post<CreationOptions>('/v1/auth/passkeys/options');
  const made = await inWords(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(o.challenge),
        rp: { id: o.rpId, name: o.rpName },
        user: { id: bytes(o.userId), name: o.userName, displayName: o.displayName },
        pubKeyCredParams: o.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: o.exclude.map((id) => ({ type: 'public-key', id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: o.timeout,
      },
    }),
  );
  const response = made.response as AuthenticatorAttestationResponse;
  await api.post('/v1/auth/passkeys', { name, clientDataJson: text(response.clientDataJSON), attestationObject: text(response.attestationObject) });
}

/** Lets the person choose one of their passkeys, which answers a fresh challenge. */
export async function askForPasskey(): Promise<PasskeyAnswer> {
  const o = await api.post<RequestOptions>('/v1/auth/passkeys/challenge', undefined, { anonymous: true });
  const used = await inWords(() => navigator.credentials.get({ publicKey: { challenge: bytes(o.challenge), rpId: o.rpId, userVerification: 'required', timeout: o.timeout } }));
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    credentialId: text(used.rawId),
    clientDataJson: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
  };
}

/** Browsers tell of failures in words for programmers, and on purpose little. */
async function inWords(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'InvalidStateError') throw new Error('This device has a passkey for your account already.', { cause: error });
    if (name === 'SecurityError') throw new Error('Passkeys work only at the address Atelier is known by.', { cause: error });
    throw new Error('No passkey was used: it was cancelled, took too long, or there is none here.', { cause: error });
  }
  if (!credential) throw new Error('No passkey was used.');
  return credential as PublicKeyCredential;
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
