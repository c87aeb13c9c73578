import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CopyField } from '@/components/ui/copy-field';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { usePeople } from '@/features/users';
import { fieldError, reason, type Profile } from '@/lib/api';
import { count, shortDate, when } from '@/lib/format';
import type { Permission } from '@/lib/policy';
import { toast } from '@/stores/toasts';
import { giftsOf, inWords, makeToken, revokeToken, tokensQuery, type ApiToken, type TokenKind } from './machines';
import { ScopePicker } from './scope-picker';

const LIVES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
] as const;

type Life = (typeof LIVES)[number]['value'];

interface Props {
  me: Profile;
  kind: TokenKind;
  title: string;
  description: ReactNode;
  /** What a new token may do, where its purpose decides that. */
  scopes?: readonly Permission[];
  /** Only those that may do this. */
  only?: Permission;
  name?: string;
}

/** Access tokens of one kind: made, seen once, listed, revoked. */
export function Tokens({ me, kind, title, description, scopes, only, name = '' }: Props) {
  const { data, error, refetch } = useQuery(tokensQuery(kind));
  const people = usePeople();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiToken | null>(null);
  const rows = data?.filter((t) => !only || t.scopes.includes(only));
  const columns: Column<ApiToken>[] = [
    {
      title: 'Name',
      cell: (t) => (
        <span className="grid">
          <span className="truncate">{t.name}</span>
          <code className="text-xs font-normal text-ink-3">{t.begins}…</code>
        </span>
      ),
    },
    { title: 'May', cell: (t) => <span title={inWords(t.scopes).join('\n')}>{t.scopes.length === 1 ? t.scopes[0] : count(t.scopes.length, 'permission')}</span> },
    ...(kind === 'organization' ? [{ title: 'Acts for', cell: (t: ApiToken) => people.name(t.personId) }] : []),
    { title: 'Last used', cell: (t) => (t.lastUsedAt ? when(t.lastUsedAt) : 'never') },
    {
      title: 'Expires',
      cell: (t) => (Date.parse(t.expiresAt) < Date.now() ? <Badge tone="bad">expired</Badge> : shortDate(t.expiresAt.slice(0, 10))),
    },
  ];
  return (
    <Section
      title={title}
      description={description}
      action={
        <Button variant="primary" icon={<KeyRound size={14} aria-hidden />} onClick={() => setMaking(true)}>
          New token
        </Button>
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!rows && !error && <Skeleton className="h-24 w-full rounded-xl" />}
      {rows && (
        <DataTable
          label={title}
          rows={rows}
          rowKey={(t) => t.id}
          columns={columns}
          empty="No tokens yet. A token lets a script or a system act without a password."
          actions={(t) => (
            <IconButton label={`Revoke ${t.name}`} onClick={() => setEnding(t)}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          )}
        />
      )}
      {making && <NewToken me={me} kind={kind} name={name} {...(scopes ? { scopes } : {})} close={() => setMaking(false)} />}
      <Confirm
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Revoke ${ending?.name ?? ''}?`}
        action="Revoke token"
        onConfirm={() => void revokeToken(ending!).catch((e: unknown) => toast({ tone: 'bad', title: 'The token was not revoked', detail: reason(e) }))}
      >
        Whatever uses it stops working within seconds. This cannot be undone.
      </Confirm>
    </Section>
  );
}

function NewToken({ me, kind, name: suggested, scopes: fixed, close }: { me: Profile; kind: TokenKind; name: string; scopes?: readonly Permission[]; close: () => void }) {
  const [name, setName] = useState(suggested);
  const [life, setLife] = useState<Life>(fixed ? '365' : '90');
  const [scopes, setScopes] = useState<Permission[]>([...(fixed ?? [])]);
  const make = useMutation({
    mutationFn: () => makeToken(kind, { name: name.trim(), scopes, expiresAt: new Date(Date.now() + Number(life) * 86_400_000).toISOString() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const other = make.error && !['name', 'scopes'].some((f) => fieldError(make.error, f));
  if (make.data) {
    return (
      <Dialog open onOpenChange={close} title="Copy the token now" description="It is shown this once; afterwards nobody can see it again." footer={<Button variant="primary" onClick={close}>Done</Button>}>
        <CopyField label="Token" value={make.data.secret} hint="Treat it like a password: whoever has it can do what it may do." />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title="New token"
      description={`It acts for you and never may more than you; it ends when you leave ${me.organizationName}.`}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form="new-token" variant="primary" loading={make.isPending} disabled={scopes.length === 0}>
            Make token
          </Button>
        </>
      }
    >
      <form id="new-token" onSubmit={submit} className="grid gap-4">
        <FormError>{other ? reason(make.error) : null}</FormError>
        <Field label="Name" hint="What uses it, so that you know it again." error={fieldError(make.error, 'name')}>
          {(c) => <Input {...c} required autoFocus maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label="Expires in" error={fieldError(make.error, 'expiresAt')}>
          {(c) => <Select {...c} value={life} onChange={setLife} options={LIVES} />}
        </Field>
        {!fixed && <ScopePicker offered={giftsOf(me)} value={scopes} onChange={setScopes} error={fieldError(make.error, 'scopes')} />}
      </form>
    </Dialog>
  );
}
