import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason } from '@/lib/api';
import { register } from './api';

const FIELDS = ['firstName', 'lastName', 'email', 'password', 'organizationName'];

interface Props {
  /** Known from an invitation: shown, not to be changed. */
  email?: string;
  /** Whether a new organization is made, and so asked for its name. */
  withOrganization: boolean;
  tokens?: { invitationToken?: string; welcomeToken?: string };
  onDone: () => void;
}

export function RegistrationForm({ email: invited, withOrganization, tokens, onDone }: Props) {
  const [values, setValues] = useState({ firstName: '', lastName: '', email: invited ?? '', password: '', organizationName: '' });
  const mutation = useMutation({ mutationFn: register, onSuccess: onDone });
  const set = (name: keyof typeof values) => (e: { target: { value: string } }) => setValues((v) => ({ ...v, [name]: e.target.value }));
  const error = (name: string) => fieldError(mutation.error, name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { organizationName, ...rest } = values;
    mutation.mutate({
      ...rest,
      firstName: rest.firstName.trim(),
      lastName: rest.lastName.trim(),
      email: rest.email.trim(),
      ...(withOrganization && organizationName.trim() ? { organizationName: organizationName.trim() } : {}),
      ...tokens,
    });
  };
  const elsewhere = mutation.error && !FIELDS.some(error);
  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormError>{elsewhere ? reason(mutation.error) : null}</FormError>
      <div className="grid grid-cols-2 gap-3">
        <Field label="First name" error={error('firstName')}>
          {(c) => <Input {...c} inputSize="lg" autoComplete="given-name" required autoFocus maxLength={100} value={values.firstName} onChange={set('firstName')} />}
        </Field>
        <Field label="Last name" error={error('lastName')}>
          {(c) => <Input {...c} inputSize="lg" autoComplete="family-name" required maxLength={100} value={values.lastName} onChange={set('lastName')} />}
        </Field>
      </div>
      <Field label="E-mail" error={error('email')}>
        {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="username" required readOnly={!!invited} maxLength={254} value={values.email} onChange={set('email')} />}
      </Field>
      <Field label="Password" hint="At least 8 characters. A sentence is easier to keep than a riddle." error={error('password')}>
        {(c) => <Input {...c} inputSize="lg" type="password" autoComplete="new-password" required minLength={8} maxLength={128} value={values.password} onChange={set('password')} />}
      </Field>
      {withOrganization && (
        <Field label="Organization" optional hint="Your team or studio. You can change it later." error={error('organizationName')}>
          {(c) => <Input {...c} inputSize="lg" autoComplete="organization" maxLength={120} value={values.organizationName} onChange={set('organizationName')} />}
        </Field>
      )}
      <Button type="submit" variant="primary" size="lg" loading={mutation.isPending}>
        Create account
      </Button>
    </form>
  );
}
