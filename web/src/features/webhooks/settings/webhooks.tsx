import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Plus, Webhook as Icon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { webhooksQuery, type Webhook } from '../api';
import { Health } from '../health';
import { SecretDialog } from '../secret-dialog';
import { summary } from '../types';
import { WebhookForm } from '../webhook-form';
import { WebhookPage } from '../webhook-page';

/** The organization's webhooks; one of them where the address names it. */
export default function WebhookSettings({ rest }: { rest: string }) {
  const { data, error, refetch } = useQuery(webhooksQuery);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-32 w-full rounded-xl" />;
  if (rest === '') return <List webhooks={data} />;
  const one = data.find((w) => w.id === rest);
  return one ? <WebhookPage key={one.id} webhook={one} /> : <Gone />;
}

function List({ webhooks }: { webhooks: Webhook[] }) {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
      New webhook
    </Button>
  );
  return (
    <Section title="Webhooks" description="Tell other systems what happens here, as it happens." action={webhooks.length > 0 && add}>
      {webhooks.length === 0 ? (
        <EmptyState icon={<Icon />} title="No webhooks yet" actions={add}>
          A webhook sends tasks, orders and whatever else happens to an address of yours, signed so that you can tell it comes from Atelier.
        </EmptyState>
      ) : (
        <ul aria-label="Webhooks" className="overflow-hidden rounded-xl border border-line bg-surface">
          {webhooks.map((webhook) => (
            <li key={webhook.id} className="border-t border-line first:border-0">
              <Link to={`/settings/webhooks/${webhook.id}` as string} className="flex min-h-12 items-center gap-3 px-3 py-2 hover:bg-hover max-md:flex-wrap">
                <span className="grid min-w-0 flex-1">
                  <span className="truncate font-medium">{webhook.description || webhook.url}</span>
                  <span className="truncate text-sm text-ink-3">
                    {webhook.description && `${webhook.url} · `}
                    {summary(webhook.types)}
                  </span>
                </span>
                <Health webhook={webhook} />
                <ChevronRight size={14} aria-hidden className="text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {adding && <WebhookForm webhook={null} onClose={() => setAdding(false)} onMade={(made) => setSecret(made.secret)} />}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Section>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={<Icon />}
      title="This webhook is gone"
      actions={
        <Button asChild variant="primary">
          <Link to={'/settings/webhooks' as string}>All webhooks</Link>
        </Button>
      }
    >
      Somebody has deleted it, or the address is not complete.
    </EmptyState>
  );
}
