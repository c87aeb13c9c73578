import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Card, Section } from '@/components/ui/section';
import { api, fieldError, reason, type Profile } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { meQuery } from '../api';

const zones = (): string[] => ('supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : []);

export default function ProfileSettings({ me }: { me: Profile }) {
  const [form, setForm] = useState({ firstName: me.firstName, lastName: me.lastName, username: me.username, timeZone: me.timeZone });
  const save = useMutation({
    mutationFn: () => api.put<Profile>('/v1/users/me', form),
    onSuccess: (profile) => {
      queryClient.setQueryData(meQuery.queryKey, profile);
      void queryClient.invalidateQueries({ queryKey: ['members'] });
      toast({ tone: 'ok', title: 'Profile saved' });
    },
  });
  const set = (name: keyof typeof form) => (e: { target: { value: string } }) => setForm({ ...form, [name]: e.target.value });
  const error = (name: string) => fieldError(save.error, name);
  const shown = ['firstName', 'lastName', 'username', 'timeZone'];
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };
  return (
    <Section title="Profile" description="How your colleagues see you.">
      <form onSubmit={submit}>
        <Card
          footer={
            <>
              <span className="mr-auto min-w-0 truncate text-sm text-ink-3">Signed in as {me.email}</span>
              <Button type="submit" variant="primary" loading={save.isPending}>
                Save
              </Button>
            </>
          }
        >
          <FormError>{save.error && !shown.some(error) ? reason(save.error) : null}</FormError>
          <div className="grid grid-cols-2 gap-x-3 gap-y-4 max-md:grid-cols-1">
            <Field label="First name" error={error('firstName')}>
              {(c) => <Input {...c} required maxLength={100} autoComplete="given-name" value={form.firstName} onChange={set('firstName')} />}
            </Field>
            <Field label="Last name" error={error('lastName')}>
              {(c) => <Input {...c} required maxLength={100} autoComplete="family-name" value={form.lastName} onChange={set('lastName')} />}
            </Field>
            <Field label="Username" error={error('username')}>
              {(c) => <Input {...c} required maxLength={64} autoComplete="off" value={form.username} onChange={set('username')} />}
            </Field>
            <Field label="Time zone" error={error('timeZone')}>
              {(c) => (
                <>
                  <Input {...c} required maxLength={64} list="zones" value={form.timeZone} onChange={set('timeZone')} />
                  <datalist id="zones">
                    {zones().map((z) => (
                      <option key={z} value={z} />
                    ))}
                  </datalist>
                </>
              )}
            </Field>
          </div>
        </Card>
      </form>
    </Section>
  );
}
