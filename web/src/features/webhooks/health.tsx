import { Badge } from '@/components/ui/badge';
import { ago, fullTime } from '@/lib/format';
import type { Webhook } from './api';

/** How a webhook is doing, as a word. */
export function Health({ webhook }: { webhook: Webhook }) {
  if (!webhook.enabled) return <Badge tone={webhook.disabledReason ? 'bad' : 'neutral'}>{webhook.disabledReason ? 'Disabled by Atelier' : 'Disabled'}</Badge>;
  if (webhook.failingSince) {
    return (
      <span title={fullTime(webhook.failingSince)}>
        <Badge tone="warn">Failing since {ago(webhook.failingSince)}</Badge>
      </span>
    );
  }
  return webhook.lastSuccessAt ? <Badge tone="ok">Healthy</Badge> : <Badge>Nothing sent yet</Badge>;
}
