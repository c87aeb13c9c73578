import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorLine } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason } from '@/lib/api';
import { toast } from '@/stores/toasts';
import { emailQuery } from './api';
import { Part } from './part';

/** The address one signs in with: whether it is confirmed, and how it becomes another. */
export function AddressPart() {
  const { data, error, refetch } = useQuery(emailQuery);
  const [changing, setChanging] = useState(false);
  const verify = useMutation({
    mutationFn: () => api.post('/v1/users/me/email/verification'),
    onSuccess: () => toast({ tone: 'ok', title: 'Look into your mail', detail: 'The link in it confirms your address.' }),
    onError: (e) => toast({ tone: 'bad', title: 'No mail was sent', detail: reason(e) }),
  });
  return (
    <Part title="E-mail address" lead="You sign in with it, and links for new passwords go there.">
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-12 w-full rounded-xl" />}
      {data && (
        <div className="flex min-h-12 flex-wrap items-center gap-3 rounded-xl border border-line bg-surface px-3 py-2">
          <span className="min-w-0 flex-1 truncate font-medium">{data.email}</span>
          {data.verified ? (
            <Badge tone="ok">Confirmed</Badge>
          ) : (
            <>
              <Badge tone="warn">Not confirmed</Badge>
              <Button onClick={() => verify.mutate()} loading={verify.isPending}>
                Mail me a link
              </Button>
            </>
          )}
          <Button onClick={() => setChanging(true)}>Change</Button>
        </div>
      )}
      {changing && <ChangeDialog onClose={() => setChanging(false)} />}
    </Part>
  );
}

function ChangeDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const change = useMutation({
    mutationFn: () => api.put('/v1/users/me/email', { email: email.trim() }),
    onSuccess: () => {
      toast({ tone: 'ok', title: `A link is on its way to ${email.trim()}`, detail: 'Until it is opened, your address stays as it is.' });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="sm" title="Change your e-mail address" description="We mail a link to the new address, and a notice to the old one.">
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{change.error && !fieldError(change.error, 'email') ? reason(change.error) : null}</FormError>
        <Field label="New address" error={fieldError(change.error, 'email')}>
          {(c) => <Input {...c} type="email" autoComplete="email" required autoFocus maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" className="justify-self-end" loading={change.isPending}>
          Mail the link
        </Button>
      </form>
    </Dialog>
  );
}
