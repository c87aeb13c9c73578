import { AddressPart } from './address';
import { AuthenticatorPart } from './authenticator';
import { PasskeysPart } from './passkeys';
import { PasswordPart } from './password';
import { SessionsPart } from './sessions';

/** How one signs in, and where one is signed in. */
export default function Security() {
  return (
    <div className="grid gap-10">
      <PasskeysPart />
      <AuthenticatorPart />
      <PasswordPart />
      <AddressPart />
      <SessionsPart />
    </div>
  );
}
