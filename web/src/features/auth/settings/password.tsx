import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api, fieldError, reason } from '@/lib/api';
import { toast } from '@/stores/toasts';
import { refresh } from './api';
import { Part } from './part';

const EMPTY = { currentPassword: '', newPassword: '' };

export function PasswordPart() {
  const [form, setForm] = useState(EMPTY);
  const change = useMutation({
    mutationFn: () => api.put('/v1/auth/password', form),
    onSuccess: () => {
      setForm(EMPTY);
      toast({ tone: 'ok', title: 'Your password is changed', detail: 'All other devices were signed out.' });
      return refresh('sessions');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const error = (name: keyof typeof EMPTY) => fieldError(change.error, name);
  return (
    <Part title="Password" lead="Changing it signs you out everywhere else.">
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{change.error && !error('currentPassword') && !error('newPassword') ? reason(change.error) : null}</FormError>
        <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
          <Field label="Current password" error={error('currentPassword')}>
            {(c) => (
              <Input {...c} type="password" autoComplete="current-password" required maxLength={128} value={form.currentPassword} onChange={(e) => setForm({ ...form, currentPassword: e.target.value })} />
            )}
          </Field>
          <Field label="New password" hint="At least 8 characters." error={error('newPassword')}>
            {(c) => (
              <Input {...c} type="password" autoComplete="new-password" required minLength={8} maxLength={128} value={form.newPassword} onChange={(e) => setForm({ ...form, newPassword: e.target.value })} />
            )}
          </Field>
        </div>
        <Button type="submit" className="justify-self-end" loading={change.isPending}>
          Change password
        </Button>
      </form>
    </Part>
  );
}
