import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { resetPassword } from './api';
import { Entrance } from './entrance';
import { takeHashToken } from './hash-token';

const again = (
  <Link to="/forgot-password" className="font-medium text-accent-text hover:underline">
    Ask for a new link
  </Link>
);

/** Where the link of the mail leads: a new password, and all devices are signed out. */
export function ResetPassword() {
  const [token] = useState(takeHashToken);
  const [password, setPassword] = useState('');
  const reset = useMutation({ mutationFn: () => resetPassword(token, password) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  if (reset.isSuccess) {
    return (
      <Entrance title="Your new password is set">
        <p role="status" className="mb-5 text-ink-2">
          You were signed out on all devices.
        </p>
        <Button asChild variant="primary" size="lg">
          <Link to="/sign-in">Sign in</Link>
        </Button>
      </Entrance>
    );
  }
  if (!token) {
    return (
      <Entrance title="Set a new password" foot={again}>
        <FormError>This link is not complete. Copy it from the mail as a whole.</FormError>
      </Entrance>
    );
  }
  const dead = fieldError(reset.error, 'token');
  return (
    <Entrance title="Set a new password" lead="You will be signed out on all devices." foot={dead && again}>
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{dead ? `This link ${dead}.` : reset.error && !fieldError(reset.error, 'password') ? reason(reset.error) : null}</FormError>
        <Field label="New password" hint="At least 8 characters. A sentence is easier to keep than a riddle." error={fieldError(reset.error, 'password')}>
          {(c) => (
            <Input {...c} inputSize="lg" type="password" autoComplete="new-password" required autoFocus minLength={8} maxLength={128} value={password} onChange={(e) => setPassword(e.target.value)} />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={reset.isPending}>
          Set password
        </Button>
      </form>
    </Entrance>
  );
}
