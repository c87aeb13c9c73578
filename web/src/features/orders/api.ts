import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Order } from '@/lib/api';
import { pagedQuery } from '@/lib/paged';

export interface Filters {
  q?: string | undefined;
  payment?: Order['payment'] | undefined;
  state?: Order['state'] | undefined;
}

export const ordersQuery = ({ q, payment, state }: Filters) => pagedQuery<Order>(['orders', 'list', { q, payment, state }], '/v1/orders', { q, payment, state });

export const orderQuery = (id: Id) => queryOptions({ queryKey: ['orders', 'one', id], queryFn: ({ signal }) => api.get<Order>(`/v1/orders/${id}`, { signal }) });

export const ordersApi = {
  markPaid: (id: Id, payment: { method: 'bank_transfer' | 'cash'; reference?: string }) => api.post<unknown>(`/v1/orders/${id}/payments`, payment),
  fulfil: (id: Id, lineId: Id, quantity: number) => api.post<unknown>(`/v1/orders/${id}/lines/${lineId}/fulfil`, { quantity }),
  cancel: (id: Id, reason: string) => api.post<unknown>(`/v1/orders/${id}/cancel`, { reason }),
};
