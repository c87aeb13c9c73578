import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, SkeletonPage } from '@/components/ui/skeleton';
import { api, fieldError, reason, type Organization, type Profile } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { usePreferences, type ThemeChoice } from '@/stores/preferences';
import { toast } from '@/stores/toasts';
import { meQuery, useMe } from './api';
import { Members } from './members';

const Preferences = lazy(() => import('@/features/notifications').then((m) => ({ default: m.Preferences })));

/** The person's and the organization's settings on one page. */
export function Settings() {
  const { data: me, error, refetch } = useMe();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !me && <ErrorState error={error} retry={() => void refetch()} />}
        {!me && !error && <SkeletonPage />}
        {me && (
          <div className="mx-auto grid max-w-2xl gap-10 px-6 py-8 max-md:px-4">
            <Part title="Profile">
              <ProfileForm me={me} />
            </Part>
            <Part title="Appearance">
              <Appearance />
            </Part>
            <Part title="Notifications">
              <Suspense fallback={<Skeleton className="h-40 w-full rounded-xl" />}>
                <Preferences />
              </Suspense>
            </Part>
            {(me.role === 'owner' || me.role === 'admin') && (
              <Part title="Organization">
                <OrganizationForm id={me.organizationId} />
              </Part>
            )}
            <Part title="Members">
              <Members me={me} />
            </Part>
          </div>
        )}
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4">
      <h2 className="border-b border-line pb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const zones = (): string[] => ('supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : []);

function ProfileForm({ me }: { me: Profile }) {
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
    <form onSubmit={submit} className="grid gap-4">
      <FormError>{save.error && !shown.some(error) ? reason(save.error) : null}</FormError>
      <div className="grid grid-cols-2 gap-3">
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
      <div className="flex items-center justify-between">
        <span className="text-sm text-ink-3">Signed in as {me.email}</span>
        <Button type="submit" variant="primary" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

function Appearance() {
  const { theme, setTheme } = usePreferences();
  const choices: { value: ThemeChoice; label: string; look: string }[] = [
    { value: 'system', label: 'Like the system', look: 'linear-gradient(120deg, oklch(0.98 0.002 265) 50%, oklch(0.2 0.008 265) 50%)' },
    { value: 'light', label: 'Light', look: 'oklch(0.98 0.002 265)' },
    { value: 'dark', label: 'Dark', look: 'oklch(0.2 0.008 265)' },
  ];
  return (
    <fieldset className="grid grid-cols-3 gap-3">
      <legend className="sr-only">Theme</legend>
      {choices.map((c) => (
        <label key={c.value} className="grid cursor-pointer gap-2 rounded-xl border border-line bg-surface p-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <span aria-hidden className="h-14 rounded-lg border border-line" style={{ background: c.look }} />
          <span className="flex items-center gap-2">
            <input type="radio" name="theme" className="accent-(--accent)" checked={theme === c.value} onChange={() => setTheme(c.value)} />
            {c.label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function OrganizationForm({ id }: { id: string }) {
  const key = ['organization', id];
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Organization>(`/v1/organizations/${id}`, { signal }) });
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (data) setName((n) => n ?? data.name);
  }, [data]);
  const save = useMutation({
    mutationFn: () => api.put<Organization>(`/v1/organizations/${id}`, { name: name!.trim() }),
    onSuccess: (organization) => {
      queryClient.setQueryData(key, organization);
      void queryClient.invalidateQueries({ queryKey: ['me'] });
      toast({ tone: 'ok', title: 'Organization saved' });
    },
  });
  if (name === null) return <Skeleton className="h-8 w-full" />;
  return (
    <form
      className="grid gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate();
      }}
    >
      <FormError>{save.error && !fieldError(save.error, 'name') ? reason(save.error) : null}</FormError>
      <Field label="Organization name" error={fieldError(save.error, 'name')} hint={data && `Its shop is at /shop/${data.slug}`}>
        {(c) => <Input {...c} required maxLength={120} value={name} onChange={(e) => setName(e.target.value)} />}
      </Field>
      <Button type="submit" variant="primary" loading={save.isPending} className="justify-self-end">
        Save
      </Button>
    </form>
  );
}
