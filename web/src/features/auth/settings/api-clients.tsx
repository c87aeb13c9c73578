import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, RotateCcwKey, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { CopyField } from '@/components/ui/copy-field';
import { DataTable } from '@/components/ui/data-table';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { ApiError, fieldError, reason, type Profile } from '@/lib/api';
import { count } from '@/lib/format';
import type { Permission } from '@/lib/policy';
import { toast } from '@/stores/toasts';
import { changeClient, clientsQuery, deleteClient, GRANTABLE, inWords, registerClient, renewSecret, type ApiClient, type MadeClient } from '../machines';
import { ScopePicker } from '../scope-picker';
import { Tokens } from '../tokens';

const failed = (title: string) => (error: unknown) => void toast({ tone: 'bad', title, detail: reason(error) });

/** Programs of others that people may connect, and tokens of the organization's own systems. */
export default function ApiClients({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery(clientsQuery);
  const [editing, setEditing] = useState<ApiClient | 'new' | null>(null);
  const [made, setMade] = useState<MadeClient | null>(null);
  const [deleting, setDeleting] = useState<ApiClient | null>(null);
  const [renewing, setRenewing] = useState<ApiClient | null>(null);
  return (
    <>
      <Section
        title="API clients"
        description={`Programs of others that people of ${me.organizationName} may connect to their account (OAuth 2.1, authorization code with PKCE).`}
        action={
          <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setEditing('new')}>
            Register client
          </Button>
        }
      >
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
        {data && (
          <DataTable
            label="API clients"
            rows={data}
            rowKey={(c) => c.id}
            columns={[
              {
                title: 'Name',
                cell: (c) => (
                  <span className="grid">
                    <span className="truncate">{c.name}</span>
                    <code className="text-xs font-normal text-ink-3">{c.id}</code>
                  </span>
                ),
              },
              { title: 'Kind', cell: (c) => <Badge>{c.confidential ? 'confidential' : 'public'}</Badge> },
              { title: 'May ask for', cell: (c) => <span title={inWords(c.scopes).join('\n')}>{count(c.scopes.length, 'permission')}</span> },
            ]}
            empty="No clients yet. Register one to let people connect it."
            actions={(c) => (
              <>
                {c.confidential && (
                  <IconButton label={`New secret for ${c.name}`} onClick={() => setRenewing(c)}>
                    <RotateCcwKey size={14} aria-hidden />
                  </IconButton>
                )}
                <IconButton label={`Change ${c.name}`} onClick={() => setEditing(c)}>
                  <Pencil size={14} aria-hidden />
                </IconButton>
                <IconButton label={`Delete ${c.name}`} onClick={() => setDeleting(c)}>
                  <Trash2 size={14} aria-hidden />
                </IconButton>
              </>
            )}
          />
        )}
      </Section>
      <Tokens
        me={me}
        kind="organization"
        title="Organization tokens"
        description="For systems of the organization. Everybody who manages access sees them here and may revoke them; each acts for whoever made it."
      />
      {editing && (
        <ClientForm
          client={editing === 'new' ? null : editing}
          close={(registered) => {
            setEditing(null);
            if (registered) setMade(registered);
          }}
        />
      )}
      {made && (
        <Dialog open onOpenChange={() => setMade(null)} title={made.client.name} {...(made.secret ? { description: 'Copy the secret now; it is shown this once.' } : {})} footer={<Button variant="primary" onClick={() => setMade(null)}>Done</Button>}>
          <div className="grid gap-4">
            <CopyField label="Client id" value={made.client.id} />
            {made.secret && <CopyField label="Client secret" value={made.secret} />}
            <CopyField label="Discovery" value={`${window.location.origin}/.well-known/oauth-authorization-server`} />
          </div>
        </Dialog>
      )}
      <Confirm
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}?`}
        action="Delete client"
        onConfirm={() => void deleteClient(deleting!).catch(failed('The client was not deleted'))}
      >
        Everybody who connected it is disconnected, within seconds.
      </Confirm>
      <Confirm
        open={renewing !== null}
        onOpenChange={(open) => !open && setRenewing(null)}
        title={`A new secret for ${renewing?.name ?? ''}?`}
        action="Make new secret"
        onConfirm={() => void renewSecret(renewing!).then(setMade, failed('No new secret was made'))}
      >
        The secret it has now stops working at once.
      </Confirm>
    </>
  );
}

function ClientForm({ client, close }: { client: ApiClient | null; close: (made?: MadeClient) => void }) {
  const [name, setName] = useState(client?.name ?? '');
  const [uris, setUris] = useState(client?.redirectUris.join('\n') ?? '');
  const [scopes, setScopes] = useState<Permission[]>(client?.scopes ?? []);
  const [confidential, setConfidential] = useState(client?.confidential ?? true);
  const save = useMutation({
    mutationFn: async (): Promise<MadeClient | undefined> => {
      const draft = { name: name.trim(), redirectUris: uris.split('\n').map((u) => u.trim()).filter(Boolean), scopes };
      if (!client) return registerClient(draft, confidential);
      await changeClient(client, draft);
      return undefined;
    },
    onSuccess: (made) => close(made),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  // The server names the address at fault by its place in the list.
  const wrongUri = save.error instanceof ApiError ? save.error.errors.find((e) => e.field.startsWith('redirectUris')) : undefined;
  const place = wrongUri ? /\[(\d+)]/.exec(wrongUri.field)?.[1] : undefined;
  const told = wrongUri || fieldError(save.error, 'name') || fieldError(save.error, 'scopes');
  return (
    <Dialog
      open
      onOpenChange={() => close()}
      title={client ? `Change ${client.name}` : 'Register client'}
      footer={
        <>
          <Button onClick={() => close()}>Cancel</Button>
          <Button type="submit" form="api-client" variant="primary" loading={save.isPending} disabled={scopes.length === 0}>
            {client ? 'Save' : 'Register'}
          </Button>
        </>
      }
    >
      <form id="api-client" onSubmit={submit} className="grid gap-4">
        <FormError>{save.error && !told ? reason(save.error) : null}</FormError>
        <Field label="Name" hint="People read it when they are asked." error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} required autoFocus maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field
          label="Redirect addresses"
          hint="One a line, each exactly as the client sends it: https, or http on its own machine."
          error={wrongUri && `${place ? `Line ${Number(place) + 1} ` : ''}${wrongUri.message}`}
        >
          {(c) => <Textarea {...c} required rows={3} className="font-mono text-sm" spellCheck={false} value={uris} onChange={(e) => setUris(e.target.value)} />}
        </Field>
        {!client && (
          <label className="flex items-center gap-3">
            <Checkbox label="It runs on a server and can keep a secret" checked={confidential} onChange={setConfidential} />
            <span>It runs on a server and can keep a secret</span>
          </label>
        )}
        <ScopePicker offered={GRANTABLE} value={scopes} onChange={setScopes} error={fieldError(save.error, 'scopes')} />
      </form>
    </Dialog>
  );
}
