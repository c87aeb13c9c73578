import { queryOptions } from '@tanstack/react-query';
import { api, type Id } from '@/lib/api';
import { pagedQuery } from '@/lib/paged';
import { queryClient } from '@/lib/query';

export interface Webhook {
  id: Id;
  url: string;
  description: string;
  types: string[];
  enabled: boolean;
  disabledReason: string | null;
  failingSince: string | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  createdAt: string;
  version: number;
}

/** As it is answered when it was made, or its secret was: the only time the secret is shown. */
export type NewWebhook = Webhook & { secret: string | null };

export interface Delivery {
  id: Id;
  webhookId: Id;
  seq: number | null;
  type: string;
  request: string;
  state: 'queued' | 'delivered' | 'failed';
  attempts: number;
  status: number | null;
  answer: string | null;
  error: string | null;
  durationMillis: number | null;
  attemptedAt: string | null;
  nextAttemptAt: string | null;
  createdAt: string;
}

/** What a person sets. */
export interface Draft {
  url: string;
  description: string;
  types: string[];
  enabled: boolean;
}

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => api.all<Webhook>('/v1/webhooks', { signal }),
});

export const deliveriesQuery = (id: Id, state: Delivery['state'] | null) =>
  pagedQuery<Delivery>(['webhooks', id, 'deliveries', state], `/v1/webhooks/${id}/deliveries`, { state });

/** Asks again for the webhooks and for their logs. */
export const refresh = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
