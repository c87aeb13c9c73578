import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Card, DangerAction, DangerZone, Section } from '@/components/ui/section';
import { api, reason } from '@/lib/api';
import { when } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { refresh, type Delivery, type NewWebhook, type Webhook } from './api';
import { DeliveryLog } from './delivery-log';
import { Health } from './health';
import { SecretDialog } from './secret-dialog';
import { summary } from './types';
import { WebhookForm } from './webhook-form';

const failed = (title: string) => (error: unknown) => void toast({ tone: 'bad', title, detail: reason(error) });

/** One webhook: how it is doing, what was sent, and what can be done with it. */
export function WebhookPage({ webhook }: { webhook: Webhook }) {
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'delete' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const navigate = useNavigate();
  const path = `/v1/webhooks/${webhook.id}`;
  const ping = useMutation({ mutationFn: () => api.post<Delivery>(`${path}/ping`), onSuccess: () => void refresh(), onError: failed('The ping was not sent') });
  const rotate = useMutation({ mutationFn: () => api.post<NewWebhook>(`${path}/rotate-secret`), onSuccess: (made) => setSecret(made.secret), onError: failed('The secret was not changed') });
  const enable = useMutation({ mutationFn: () => api.patch<Webhook>(path, { enabled: true }), onSuccess: () => void refresh(), onError: failed('The webhook was not enabled') });
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: () => {
      void navigate({ to: '/settings/webhooks' as string });
      void refresh();
    },
    onError: failed('The webhook was not deleted'),
  });
  return (
    <>
      <Link to={'/settings/webhooks' as string} className="inline-flex -mb-4 w-fit items-center gap-1.5 text-ink-2 hover:text-ink">
        <ArrowLeft size={14} aria-hidden /> All webhooks
      </Link>
      <Section
        title={webhook.description || 'Webhook'}
        description={<span className="wrap-anywhere">{webhook.url}</span>}
        action={
          <>
            <Button icon={<Send size={14} aria-hidden />} loading={ping.isPending} onClick={() => ping.mutate()}>
              Send a ping
            </Button>
            <Button icon={<Pencil size={14} aria-hidden />} onClick={() => setAsking('edit')}>
              Change
            </Button>
          </>
        }
      >
        <Card>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 [&_dt]:text-ink-3">
            <dt>State</dt>
            <dd>
              <Health webhook={webhook} />
            </dd>
            <dt>Sends</dt>
            <dd className="wrap-anywhere">{summary(webhook.types)}</dd>
            <dt>Last arrived</dt>
            <dd>{webhook.lastSuccessAt ? when(webhook.lastSuccessAt) : 'Never'}</dd>
            <dt>Last failed</dt>
            <dd>{webhook.lastFailureAt ? when(webhook.lastFailureAt) : 'Never'}</dd>
          </dl>
          {webhook.disabledReason && !webhook.enabled && (
            <div className="flex items-center gap-3 rounded-md border border-bad/35 bg-bad/8 px-3 py-2 max-md:flex-wrap">
              <p className="min-w-0 flex-1 text-sm text-bad">{webhook.disabledReason}</p>
              <Button size="sm" loading={enable.isPending} onClick={() => enable.mutate()}>
                Enable again
              </Button>
            </div>
          )}
        </Card>
      </Section>
      <DeliveryLog webhookId={webhook.id} />
      <DangerZone>
        <DangerAction title="New secret" description="The present one signs beside it for a day, so that the receiver can be changed in peace.">
          <Button loading={rotate.isPending} onClick={() => setAsking('rotate')}>
            Make a new secret
          </Button>
        </DangerAction>
        <DangerAction title="Delete webhook" description="Nothing is sent any more, and the log of messages goes with it.">
          <Button variant="danger" onClick={() => setAsking('delete')}>
            Delete
          </Button>
        </DangerAction>
      </DangerZone>
      {asking === 'edit' && <WebhookForm webhook={webhook} onClose={() => setAsking(null)} />}
      <Confirm open={asking === 'rotate'} onOpenChange={() => setAsking(null)} title="Make a new secret?" action="Make a new secret" onConfirm={() => rotate.mutate()}>
        It is shown once. The present one stops signing in 24 hours.
      </Confirm>
      <Confirm open={asking === 'delete'} onOpenChange={() => setAsking(null)} title="Delete this webhook?" action="Delete webhook" onConfirm={() => remove.mutate()}>
        {webhook.url} hears of nothing any more.
      </Confirm>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
