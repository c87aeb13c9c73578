import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CodeInput } from '@/components/ui/code-input';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { ErrorLine } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason } from '@/lib/api';
import { count } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { mfaQuery, refresh } from './api';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

interface Setup {
  secret: string;
  uri: string;
}

interface Codes {
  recoveryCodes: string[];
}

const FEW = 3;

export function AuthenticatorPart() {
  const { data, error, refetch } = useQuery(mfaQuery);
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const failed = (title: string) => (e: unknown) => void toast({ tone: 'bad', title, detail: reason(e) });
  const begin = useMutation({ mutationFn: () => api.post<Setup>('/v1/auth/mfa/totp'), onSuccess: setSetup, onError: failed('The set-up did not begin') });
  const renew = useMutation({
    mutationFn: () => api.post<Codes>('/v1/auth/mfa/recovery-codes'),
    onSuccess: (made) => {
      setCodes(made.recoveryCodes);
      return refresh('mfa');
    },
    onError: failed('No new codes were made'),
  });
  const disable = useMutation({
    mutationFn: () => api.delete('/v1/auth/mfa/totp'),
    onSuccess: () => {
      toast({ tone: 'ok', title: 'The authenticator app is off' });
      return refresh('mfa');
    },
    onError: failed('The authenticator app is still on'),
  });
  return (
    <Section
      title="Authenticator app"
      description="After your password, a code that an app on your phone shows. Whoever learns your password still cannot get in."
      action={
        data &&
        !data.totp && (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            Set up
          </Button>
        )
      }
    >
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-12 w-full rounded-xl" />}
      {data?.totp && (
        <div className="flex min-h-12 flex-wrap items-center gap-3 rounded-xl border border-line bg-surface px-3 py-2">
          <Badge tone="ok">On</Badge>
          <span className="min-w-48 flex-1">
            {count(data.recoveryCodesLeft, 'recovery code')} left
            {data.recoveryCodesLeft <= FEW && <span className="text-warn"> · make new ones in time</span>}
          </span>
          <Button onClick={() => setReplacing(true)} loading={renew.isPending}>
            New recovery codes
          </Button>
          <Button variant="danger" onClick={() => setLeaving(true)} loading={disable.isPending}>
            Turn off
          </Button>
        </div>
      )}
      {setup && (
        <SetupDialog
          setup={setup}
          onClose={() => setSetup(null)}
          onDone={(made) => {
            setSetup(null);
            setCodes(made);
          }}
        />
      )}
      <Dialog open={codes !== null} onOpenChange={(open) => !open && setCodes(null)} title="Your recovery codes">
        {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Dialog>
      <Confirm open={replacing} onOpenChange={setReplacing} title="Make new recovery codes?" action="Make new codes" onConfirm={() => renew.mutate()}>
        The codes you have now will work no more.
      </Confirm>
      <Confirm open={leaving} onOpenChange={setLeaving} title="Turn the authenticator app off?" action="Turn off" onConfirm={() => disable.mutate()}>
        Your password alone will let you in again, and the recovery codes will work no more.
      </Confirm>
    </Section>
  );
}

function SetupDialog({ setup, onClose, onDone }: { setup: Setup; onClose: () => void; onDone: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => api.post<Codes>('/v1/auth/mfa/totp/confirm', { code }),
    onSuccess: async (made) => {
      await refresh('mfa');
      onDone(made.recoveryCodes);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  const atField = fieldError(confirm.error, 'code');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Set up an authenticator app" description="Scan this with the app, then enter the code it shows.">
      <form onSubmit={submit} className="grid gap-4">
        <div className="flex items-center gap-5 max-md:flex-col">
          <QrCode text={setup.uri} label="QR code for the authenticator app" />
          <p className="min-w-0 flex-1 text-sm text-ink-2">
            No camera? Enter this key instead:
            <span role="group" aria-label="Key" className="mt-1 block font-mono break-all text-ink select-all">
              {setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}
            </span>
          </p>
        </div>
        <FormError>{confirm.error && !atField ? reason(confirm.error) : null}</FormError>
        <Field label="Code" error={atField && `This ${atField}.`}>
          {(c) => <CodeInput {...c} autoFocus value={code} onChange={setCode} />}
        </Field>
        <Button type="submit" variant="primary" className="justify-self-end" loading={confirm.isPending}>
          Turn on
        </Button>
      </form>
    </Dialog>
  );
}
