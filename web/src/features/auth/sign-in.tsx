import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { signIn } from './api';
import { Entrance } from './entrance';

export function SignIn() {
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const mutation = useMutation({ mutationFn: signIn, onSuccess: () => navigate({ href: next ?? '/', replace: true }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutation.mutate({ email: email.trim(), password });
  };
  const fields = fieldError(mutation.error, 'email') ?? fieldError(mutation.error, 'password');
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
        <FormError>{mutation.error && !fields ? reason(mutation.error) : null}</FormError>
        <Field label="E-mail" error={fieldError(mutation.error, 'email')}>
          {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="username" required autoFocus maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
        </Field>
        <Field label="Password" error={fieldError(mutation.error, 'password')}>
          {(c) => <Input {...c} inputSize="lg" type="password" autoComplete="current-password" required maxLength={128} value={password} onChange={(e) => setPassword(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={mutation.isPending}>
          Sign in
        </Button>
      </form>
    </Entrance>
  );
}
