import { AddressPart } from './address';
import { AuthenticatorPart } from './authenticator';
import { IdentitiesPart } from './identities';
import { PasskeysPart } from './passkeys';
import { PasswordPart } from './password';
import { SessionsPart } from './sessions';

/** How one signs in, and where one is signed in. */
export default function Security() {
  return (
    <>
      <PasskeysPart />
      <AuthenticatorPart />
      <PasswordPart />
      <IdentitiesPart />
      <AddressPart />
      <SessionsPart />
    </>
  );
}
