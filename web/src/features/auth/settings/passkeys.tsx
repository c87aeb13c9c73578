import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { ErrorLine } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason } from '@/lib/api';
import { fullTime, when } from '@/lib/format';
import { passkeysPossible, registerPasskey } from '@/lib/passkeys';
import { toast } from '@/stores/toasts';
import { passkeysQuery, refresh, type Passkey } from './api';
import { Row, Rows } from './rows';

/** Adding one or renaming one asks for the same: a name. */
type Naming = { passkey: Passkey | null };

export function PasskeysPart() {
  const { data, error, refetch } = useQuery(passkeysQuery);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const possible = passkeysPossible();
  const remove = useMutation({
    mutationFn: (passkey: Passkey) => api.delete(`/v1/auth/passkeys/${passkey.id}`),
    onSuccess: (_, passkey) => {
      toast({ tone: 'ok', title: `${passkey.name} was removed` });
      return refresh('passkeys');
    },
    onError: (e) => toast({ tone: 'bad', title: 'The passkey was not removed', detail: reason(e) }),
  });
  return (
    <Section
      title="Passkeys"
      description={possible ? 'Sign in with your fingerprint, your face or a security key instead of a password.' : 'This browser cannot have passkeys at this address.'}
      action={
        <Button icon={<Plus size={14} aria-hidden />} disabled={!possible} onClick={() => setNaming({ passkey: null })}>
          Add a passkey
        </Button>
      }
    >
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-12 w-full rounded-xl" />}
      {data?.length === 0 && <p className="rounded-xl border border-dashed border-line px-3 py-3 text-sm text-ink-3">No passkey yet. Add one on each device you use.</p>}
      {data && data.length > 0 && (
        <Rows label="Passkeys">
          {data.map((k) => (
            <Row
              key={k.id}
              icon={<KeyRound size={15} aria-hidden />}
              title={
                <>
                  {k.name} {k.backedUp && <Badge>synced</Badge>}
                </>
              }
              detail={k.usedAt ? `Last used ${when(k.usedAt)}` : `Added ${when(k.createdAt)}, not used yet`}
            >
              <IconButton label={`Rename ${k.name}`} onClick={() => setNaming({ passkey: k })}>
                <Pencil size={14} aria-hidden />
              </IconButton>
              <IconButton label={`Remove ${k.name}`} onClick={() => setRemoving(k)}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </Row>
          ))}
        </Rows>
      )}
      {naming && <NameDialog {...naming} onClose={() => setNaming(null)} />}
      <Confirm
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        action="Remove passkey"
        onConfirm={() => remove.mutate(removing!)}
      >
        It lets nobody in any more. Added {removing && fullTime(removing.createdAt)}; your device may keep it in its list until you delete it there.
      </Confirm>
    </Section>
  );
}

function NameDialog({ passkey, onClose }: Naming & { onClose: () => void }) {
  const [name, setName] = useState(passkey?.name ?? '');
  const save = useMutation({
    mutationFn: (): Promise<unknown> => (passkey ? api.patch(`/v1/auth/passkeys/${passkey.id}`, { name: name.trim() }) : registerPasskey(name.trim())),
    onSuccess: async () => {
      toast({ tone: 'ok', title: passkey ? 'The passkey was renamed' : `${name.trim()} was added` });
      await refresh('passkeys');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={passkey ? 'Rename the passkey' : 'Add a passkey'}
      {...(passkey ? {} : { description: 'Your browser asks you next where to keep it.' })}
    >
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{save.error && !fieldError(save.error, 'name') ? reason(save.error) : null}</FormError>
        <Field label="Name" hint="So that you know it again: the device it lives on." error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} required autoFocus maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" className="justify-self-end" loading={save.isPending}>
          {passkey ? 'Rename' : 'Continue'}
        </Button>
      </form>
    </Dialog>
  );
}
