import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { passkeysPossible } from '@/lib/passkeys';
import { secondStepOf, signIn, signInByPasskey, type SecondStep } from './api';
import { Entrance } from './entrance';
import { SecondStepForm } from './second-step';
import { SingleSignOn } from './single-sign-on';

export function SignIn() {
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<SecondStep | null>(null);
  const done = () => void navigate({ href: next ?? '/', replace: true });
  const mutation = useMutation({ mutationFn: signIn, onSuccess: done, onError: (error) => setStep(secondStepOf(error)) });
  const passkey = useMutation({ mutationFn: signInByPasskey, onSuccess: done });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    passkey.reset();
    mutation.mutate({ email: email.trim(), password });
  };
  const again = () => {
    setStep(null);
    setPassword('');
    mutation.reset();
  };
  if (step) {
    return (
      <Entrance title="One more step" lead={`Signing in as ${email.trim()}.`}>
        <SecondStepForm step={step} onDone={done} onBack={again} />
      </Entrance>
    );
  }
  const error = passkey.error ?? mutation.error;
  const fields = fieldError(error, 'email') ?? fieldError(error, 'password');
  return (
    <Entrance
      title="Sign in"
      foot={
        <>
          New here?{' '}
          <Link to="/register" search={next ? { next } : {}} className="font-medium text-accent-text hover:underline">
            Create an account
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{error && !fields ? reason(error) : null}</FormError>
        <Field label="E-mail" error={fieldError(error, 'email')}>
          {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="username" required autoFocus maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
        </Field>
        <Field label="Password" error={fieldError(error, 'password')}>
          {(c) => <Input {...c} inputSize="lg" type="password" autoComplete="current-password" required maxLength={128} value={password} onChange={(e) => setPassword(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={mutation.isPending}>
          Sign in
        </Button>
        {passkeysPossible() && (
          <Button size="lg" icon={<KeyRound size={15} aria-hidden />} loading={passkey.isPending} onClick={() => passkey.mutate()}>
            Use a passkey
          </Button>
        )}
        <Link to="/forgot-password" className="justify-self-center text-sm text-ink-2 hover:underline">
          Forgot your password?
        </Link>
      </form>
      <SingleSignOn email={email} next={next} error={error} />
    </Entrance>
  );
}
