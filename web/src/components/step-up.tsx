import { KeyRound } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { api, fieldError, reason, stepUp } from '@/lib/api';
import { askForPasskey, passkeysPossible } from '@/lib/passkeys';
import { Button } from './ui/button';
import { Dialog } from './ui/dialog';
import { Field, FormError } from './ui/field';
import { Input } from './ui/input';

/**
 * Asks again who it is, before what a stranger at an unlocked screen must not do. It stands at the root of the app and is
 * opened by the API's client; what was being done goes on by itself afterwards.
 */
export function StepUpDialog() {
  const [settle, setSettle] = useState<((proven: boolean) => void) | null>(null);
  useEffect(() => stepUp.answerBy(() => new Promise((resolve) => setSettle(() => resolve))), []);
  const end = (proven: boolean) => {
    settle?.(proven);
    setSettle(null);
  };
  return (
    <Dialog
      open={settle !== null}
      onOpenChange={(open) => !open && end(false)}
      size="sm"
      title="Confirm that it is you"
      description="This changes who can sign in or what they can reach. You will not be asked again for ten minutes."
    >
      {settle && <Proofs onProven={() => end(true)} />}
    </Dialog>
  );
}

function Proofs({ onProven }: { onProven: () => void }) {
  const [way, setWay] = useState<'password' | 'code'>('password');
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const prove = async (proof: () => Promise<object>) => {
    setBusy(true);
    setError(null);
    try {
      await api.post('/v1/auth/reauthenticate', await proof());
      onProven();
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // It lies inside no form in the page, but events of a portal also reach React's ancestors.
    event.stopPropagation();
    void prove(() => Promise.resolve({ [way]: value }));
  };
  const swap = () => {
    setWay(way === 'password' ? 'code' : 'password');
    setValue('');
    setError(null);
  };
  const atField = fieldError(error, way);
  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormError>{error && !atField ? reason(error) : null}</FormError>
      {way === 'password' ? (
        <Field key="password" label="Your password" error={atField}>
          {(c) => <Input {...c} type="password" autoComplete="current-password" required autoFocus maxLength={128} value={value} onChange={(e) => setValue(e.target.value)} />}
        </Field>
      ) : (
        <Field key="code" label="Code of your authenticator app" error={atField}>
          {(c) => <Input {...c} inputMode="numeric" autoComplete="one-time-code" required autoFocus maxLength={10} value={value} onChange={(e) => setValue(e.target.value)} />}
        </Field>
      )}
      <Button type="submit" variant="primary" loading={busy}>
        Confirm
      </Button>
      <div className="flex flex-wrap justify-center gap-2">
        {passkeysPossible() && (
          <Button variant="ghost" icon={<KeyRound size={14} aria-hidden />} disabled={busy} onClick={() => void prove(async () => ({ passkey: await askForPasskey() }))}>
            Use a passkey
          </Button>
        )}
        <Button variant="ghost" disabled={busy} onClick={swap}>
          {way === 'password' ? 'Use a code' : 'Use your password'}
        </Button>
      </div>
    </form>
  );
}
