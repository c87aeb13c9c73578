import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { forgotPassword } from './api';
import { Entrance } from './entrance';

/** Asks for a link that sets a new password. Nobody learns here who has an account. */
export function ForgotPassword() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => forgotPassword(email.trim()) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const back = (
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      Back to sign in
    </Link>
  );
  if (ask.isSuccess) {
    return (
      <Entrance title="Look into your mail" foot={back}>
        <p role="status" className="text-ink-2">
          If {email.trim()} has an account here, a link that sets a new password is on its way. It is good for one hour.
        </p>
      </Entrance>
    );
  }
  return (
    <Entrance title="Forgot your password?" lead="We mail you a link that sets a new one." foot={back}>
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{ask.error && !fieldError(ask.error, 'email') ? reason(ask.error) : null}</FormError>
        <Field label="E-mail" error={fieldError(ask.error, 'email')}>
          {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="username" required autoFocus maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={ask.isPending}>
          Mail me a link
        </Button>
      </form>
    </Entrance>
  );
}
