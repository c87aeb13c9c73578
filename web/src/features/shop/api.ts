import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Money, type Order, type Product } from '@/lib/api';

export interface Shop {
  shop: string;
  name: string;
  products: Product[];
}

/** What a service's project is made of, for who thinks of buying it. */
export interface Contents {
  durationDays: number;
  tasks: number;
  milestones: { name: string; description?: string | null }[];
}

export interface ShopProduct {
  shop: string;
  shopName: string;
  product: Product;
  contents?: Contents | null;
}

// Customers are strangers: no token is sent, even when the seller looks at the own shop.
const anonymous = true;

export const shopQuery = (shop: string) =>
  queryOptions({ queryKey: ['shop', shop], queryFn: ({ signal }) => api.get<Shop>(`/v1/catalog/shops/${encodeURIComponent(shop)}`, { signal, anonymous }) });

export const shopProductQuery = (shop: string, slug: string) =>
  queryOptions({
    queryKey: ['shop', shop, slug],
    queryFn: ({ signal }) => api.get<ShopProduct>(`/v1/catalog/shops/${encodeURIComponent(shop)}/products/${encodeURIComponent(slug)}`, { signal, anonymous }),
  });

export const providersQuery = queryOptions({
  queryKey: ['shop-providers'],
  queryFn: async ({ signal }) => (await api.get<{ items: string[] }>('/v1/orders/providers', { signal, anonymous })).items,
  staleTime: 5 * 60_000,
});

export interface Checkout {
  /** Made by the client: sent twice, it is still one order. */
  id: Id;
  shop: string;
  items: { productId: Id; quantity: number }[];
  customer: { name: string; email: string; company?: string };
  payment: string;
  note?: string;
}

export interface Placed {
  orderId: Id;
  number: string;
  secret: string;
  total: Money;
  state: Order['state'];
  payment: { id: Id; provider: string; state: string; url: string | null };
}

export const placeOrder = (checkout: Checkout) => api.post<Placed>('/v1/orders/checkout', checkout, { anonymous });

/** Milliseconds between two looks at an order that is not settled yet. */
const WATCH = 4_000;

const settled = (order: Order) => ['completed', 'cancelled', 'expired'].includes(order.state);

export const orderStatusQuery = (orderId: Id, secret: string) =>
  queryOptions({
    queryKey: ['order-status', orderId, secret],
    queryFn: ({ signal }) => api.get<Order>(`/v1/orders/status/${orderId}`, { query: { secret }, signal, anonymous }),
    refetchInterval: (query) => (query.state.data && settled(query.state.data) ? false : WATCH),
    staleTime: 0,
  });

export const payTest = (paymentId: Id, secret: string, outcome: 'succeed' | 'decline') => api.post<unknown>(`/v1/orders/test-payments/${paymentId}`, { secret, outcome }, { anonymous });

/**
 * Where to pay: the provider's page. For a page of ours the order and its secret go along (the secret after `#`, where no
 * server sees it); anything else must be https.
 */
export function payAddress(url: string, orderId: Id, secret: string): string | null {
  const target = new URL(url, location.origin);
  if (target.origin === location.origin || target.pathname.startsWith('/pay/test/')) {
    target.searchParams.set('order', orderId);
    return `${target.pathname}${target.search}#${secret}`;
  }
  return target.protocol === 'https:' ? target.href : null;
}
