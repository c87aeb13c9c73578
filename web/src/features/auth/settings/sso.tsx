import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, CircleAlert, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { CopyField } from '@/components/ui/copy-field';
import { ErrorLine } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Card, Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type Profile, type Role } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { when } from './rows';

interface Connection {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  hasSecret: boolean;
  domains: { name: string; approved: boolean }[];
  mode: 'optional' | 'forced';
  provision: boolean;
  defaultRole: Role;
  provenAt: string | null;
  version: number;
}

interface Claim {
  organizationId: string;
  connectionId: string;
  domain: string;
  claimedAt: string;
  approvedAt: string | null;
}

interface Trial {
  ok: boolean;
  steps: { name: string; ok: boolean; message: string }[];
}

const KEY = ['auth', 'connections'];
const refresh = () => queryClient.invalidateQueries({ queryKey: KEY });
const ROLES: { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'guest', label: 'Guest' },
  { value: 'admin', label: 'Admin' },
];

/** Identity providers of the organization: what they are, whether they work, and whether people must come by them. */
export default function SsoSettings({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get<{ items: Connection[]; callback: string }>('/v1/auth/connections', { signal }) });
  const [adding, setAdding] = useState(false);
  const came = new URLSearchParams(window.location.search).get('sso');
  return (
    <>
      <Section
        title="Connections"
        description="People sign in at your own identity provider, by OpenID Connect: Keycloak, Entra ID, Okta, Google Workspace and others."
        action={
          data && !adding ? (
            <Button size="sm" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
              Add connection
            </Button>
          ) : undefined
        }
      >
        {came === 'proven' && (
          <p role="status" className="text-sm text-ok">
            You came back from the provider: the connection works, and your account is linked to it.
          </p>
        )}
        {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-40 w-full rounded-xl" />}
        {data && <CopyField label="Redirect URI" value={data.callback} hint="The provider asks for it when you register Atelier there." />}
        {data && adding && <ConnectionForm onDone={() => setAdding(false)} />}
        {data?.items.map((connection) => <ConnectionForm key={`${connection.id} ${connection.version}`} connection={connection} onDone={() => {}} />)}
        {data && data.items.length === 0 && !adding && (
          <div className="rounded-xl border border-line bg-surface px-4 py-8 text-center text-ink-3">No connection yet. People sign in with a password or a passkey.</div>
        )}
      </Section>
      {me.administrator && <Domains />}
    </>
  );
}

function ConnectionForm({ connection, onDone }: { connection?: Connection; onDone: () => void }) {
  const [form, setForm] = useState({
    name: connection?.name ?? '',
    issuer: connection?.issuer ?? '',
    clientId: connection?.clientId ?? '',
    clientSecret: '',
    domains: connection?.domains.map((d) => d.name).join(', ') ?? '',
    provision: connection?.provision ?? true,
    defaultRole: connection?.defaultRole ?? ('member' as Role),
    forced: connection?.mode === 'forced',
  });
  const [removing, setRemoving] = useState(false);
  const path = connection ? `/v1/auth/connections/${connection.id}` : '/v1/auth/connections';
  const body = () => ({
    name: form.name.trim(),
    issuer: form.issuer.trim(),
    clientId: form.clientId.trim(),
    ...(form.clientSecret ? { clientSecret: form.clientSecret } : {}),
    domains: form.domains.split(/[\s,]+/).filter(Boolean),
    provision: form.provision,
    defaultRole: form.defaultRole,
    mode: form.forced ? 'forced' : 'optional',
  });
  const save = useMutation({
    mutationFn: () => (connection ? api.put(path, body()) : api.post(path, body())),
    onSuccess: () => {
      toast({ tone: 'ok', title: 'Connection saved' });
      onDone();
      void refresh();
    },
  });
  const unsaved = !connection || form.issuer !== connection.issuer || form.clientId !== connection.clientId || form.clientSecret !== '';
  const test = useMutation({
    mutationFn: () =>
      unsaved
        ? api.post<Trial>('/v1/auth/connections/test', { issuer: form.issuer.trim(), clientId: form.clientId.trim() || null, clientSecret: form.clientSecret || null })
        : api.post<Trial>(`${path}/test`, {}),
  });
  const prove = useMutation({ mutationFn: () => api.post<{ url: string }>(`${path}/prove`, {}), onSuccess: ({ url }) => window.location.assign(url) });
  const remove = useMutation({ mutationFn: () => api.delete(path), onSuccess: refresh, onError: (e) => toast({ tone: 'bad', title: 'The connection was not removed', detail: reason(e) }) });
  const set = (name: 'name' | 'issuer' | 'clientId' | 'clientSecret' | 'domains') => (e: { target: { value: string } }) => setForm({ ...form, [name]: e.target.value });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };
  const shown = ['name', 'issuer', 'clientId', 'clientSecret', 'domains', 'mode', 'defaultRole'];
  const error = save.error ?? prove.error ?? test.error;
  const named = shown.some((field) => fieldError(error, field));
  return (
    <form onSubmit={submit} aria-label={connection ? `Connection ${connection.name}` : 'New connection'}>
      <Card
        footer={
          <>
            {connection && (
              <Button variant="ghost" className="mr-auto" onClick={() => setRemoving(true)}>
                Remove
              </Button>
            )}
            {!connection && (
              <Button variant="ghost" onClick={onDone}>
                Cancel
              </Button>
            )}
            <Button loading={test.isPending} disabled={!form.issuer.trim()} onClick={() => test.mutate()}>
              Test
            </Button>
            {connection && (
              <Button loading={prove.isPending} disabled={unsaved} onClick={() => prove.mutate()}>
                Try signing in
              </Button>
            )}
            <Button type="submit" variant="primary" loading={save.isPending}>
              Save
            </Button>
          </>
        }
      >
        <FormError>{error && !named ? reason(error) : null}</FormError>
        {connection && (
          <div className="flex flex-wrap gap-2">
            <Badge tone={connection.provenAt ? 'ok' : 'neutral'}>{connection.provenAt ? `Works, tried ${when(connection.provenAt)}` : 'Not tried yet'}</Badge>
            {connection.mode === 'forced' && <Badge>Forced</Badge>}
          </div>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Name" error={fieldError(error, 'name')}>
            {(c) => <Input {...c} required maxLength={100} placeholder="Company login" value={form.name} onChange={set('name')} />}
          </Field>
          <Field label="Issuer" hint="As the provider writes it, to the last slash." error={fieldError(error, 'issuer')}>
            {(c) => <Input {...c} required type="url" maxLength={500} placeholder="https://login.example.org" value={form.issuer} onChange={set('issuer')} />}
          </Field>
          <Field label="Client id" error={fieldError(error, 'clientId')}>
            {(c) => <Input {...c} required maxLength={255} autoComplete="off" value={form.clientId} onChange={set('clientId')} />}
          </Field>
          <Field label="Client secret" hint={connection?.hasSecret ? 'Kept; type another to replace it.' : undefined} error={fieldError(error, 'clientSecret')}>
            {(c) => <Input {...c} type="password" maxLength={1000} autoComplete="new-password" value={form.clientSecret} onChange={set('clientSecret')} />}
          </Field>
        </div>
        <Field label="E-mail domains" optional hint="Separated by commas. A domain counts when whoever runs this Atelier has approved that it is yours." error={fieldError(error, 'domains')}>
          {(c) => <Input {...c} placeholder="example.org, example.com" value={form.domains} onChange={set('domains')} />}
        </Field>
        {connection && connection.domains.length > 0 && (
          <ul aria-label="Domains" className="flex flex-wrap gap-2">
            {connection.domains.map((d) => (
              <li key={d.name}>
                <Badge tone={d.approved ? 'ok' : 'neutral'}>
                  {d.name}: {d.approved ? 'approved' : 'waits for approval'}
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <label className="flex items-center gap-2">
            <Checkbox checked={form.provision} onChange={(provision) => setForm({ ...form, provision })} label="Let in new people of these domains" />
            Let in new people of these domains as
          </label>
          <Select label="Role of new people" value={form.defaultRole} options={ROLES} onChange={(defaultRole) => setForm({ ...form, defaultRole })} />
        </div>
        <div className="grid gap-1">
          <label className="flex items-center gap-2">
            <Checkbox checked={form.forced} disabled={!form.forced && (!connection?.provenAt || unsaved)} onChange={(forced) => setForm({ ...form, forced })} label="Force single sign-on" />
            Force single sign-on
          </label>
          <p className="text-sm text-ink-3">
            People of the approved domains then sign in here and no longer with a password or passkey. Owners still can, so that somebody gets in when the provider is down.
            {!connection?.provenAt && ' First save, then try signing in: what nobody has come back from cannot be forced.'}
          </p>
          {fieldError(error, 'mode') && (
            <p role="alert" className="text-xs text-bad">
              {fieldError(error, 'mode')}
            </p>
          )}
        </div>
        {test.data && (
          <ul aria-label="Result of the test" className="grid gap-1.5 rounded-md border border-line bg-panel px-3 py-2 text-sm">
            {test.data.steps.map((step) => (
              <li key={step.name} className="flex items-start gap-2">
                {step.ok ? <Check size={14} className="mt-0.5 shrink-0 text-ok" aria-label="Good" /> : <CircleAlert size={14} className="mt-0.5 shrink-0 text-bad" aria-label="Wrong" />}
                <span className="min-w-0 wrap-anywhere">{step.message}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Confirm open={removing} onOpenChange={setRemoving} title="Remove this connection?" action="Remove connection" onConfirm={() => remove.mutate()}>
        Nobody can sign in by it any more. Who came by it stays a member and can set a password by “Forgot your password?”.
      </Confirm>
    </form>
  );
}

/** Which domain is whose, for who looks after the installation. */
function Domains() {
  const { data, error, refetch } = useQuery({ queryKey: ['auth', 'domains'], queryFn: ({ signal }) => api.get<{ items: Claim[] }>('/v1/auth/domains', { signal }) });
  const decide = useMutation({
    mutationFn: (claim: Claim) => {
      const path = `/v1/auth/domains/${claim.connectionId}/${claim.domain}`;
      return claim.approvedAt ? api.delete(path) : api.put(path, {});
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['auth', 'domains'] });
      void refresh();
    },
    onError: (e) => toast({ tone: 'bad', title: 'Nothing was changed', detail: reason(e) }),
  });
  return (
    <Section title="Domains of this installation" description="You look after this Atelier: approve a domain only when you know that it is this organization’s. Its provider then says who the people of the domain are.">
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-20 w-full rounded-xl" />}
      {data && data.items.length === 0 && <div className="rounded-xl border border-line bg-surface px-4 py-8 text-center text-ink-3">No organization claims a domain.</div>}
      {data && data.items.length > 0 && (
        <ul aria-label="Claimed domains" className="overflow-hidden rounded-xl border border-line bg-surface">
          {data.items.map((claim) => (
            <li key={`${claim.connectionId} ${claim.domain}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 first:border-0">
              <span className="min-w-0 flex-1 font-medium wrap-anywhere">{claim.domain}</span>
              <span className="text-xs text-ink-3">claimed {when(claim.claimedAt)}</span>
              <Button size="sm" loading={decide.isPending && decide.variables === claim} onClick={() => decide.mutate(claim)} aria-label={`${claim.approvedAt ? 'Take back' : 'Approve'} ${claim.domain}`}>
                {claim.approvedAt ? 'Take back' : 'Approve'}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
