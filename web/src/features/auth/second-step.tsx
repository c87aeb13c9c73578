import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { askForPasskey, passkeysPossible } from '@/lib/passkeys';
import { takeSecondStep, type Proof, type SecondStep } from './api';

/** After the right password: a code of the app, a recovery code in its place, or a passkey. */
export function SecondStepForm({ step, onDone, onBack }: { step: SecondStep; onDone: () => void; onBack: () => void }) {
  const [recovery, setRecovery] = useState(false);
  const [value, setValue] = useState('');
  const take = useMutation({
    mutationFn: async (proof: () => Proof | Promise<Proof>) => takeSecondStep(step.challenge, await proof()),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.mutate(() => (recovery ? { recoveryCode: value.trim() } : { code: value.trim() }));
  };
  const swap = () => {
    setRecovery(!recovery);
    setValue('');
    take.reset();
  };
  const atField = fieldError(take.error, recovery ? 'recoveryCode' : 'code');
  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormError>{take.error && !atField ? reason(take.error) : null}</FormError>
      {recovery ? (
        <Field key="recovery" label="Recovery code" hint="One of the ten you kept when you set up the app. Each works once." error={atField}>
          {(c) => <Input {...c} inputSize="lg" autoComplete="off" required autoFocus maxLength={40} value={value} onChange={(e) => setValue(e.target.value)} />}
        </Field>
      ) : (
        <Field key="code" label="Code" hint="Six digits, as your authenticator app shows them now." error={atField}>
          {(c) => (
            <Input {...c} inputSize="lg" inputMode="numeric" autoComplete="one-time-code" required autoFocus maxLength={10} value={value} onChange={(e) => setValue(e.target.value)} />
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" size="lg" loading={take.isPending}>
        Continue
      </Button>
      {step.methods.includes('passkey') && passkeysPossible() && (
        <Button size="lg" icon={<KeyRound size={15} aria-hidden />} disabled={take.isPending} onClick={() => take.mutate(async () => ({ passkey: await askForPasskey() }))}>
          Use a passkey
        </Button>
      )}
      <div className="flex justify-between">
        <Button variant="ghost" onClick={swap}>
          {recovery ? 'Use a code of the app' : 'Use a recovery code'}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
