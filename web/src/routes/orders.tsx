import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

const getParentRoute = () => appRoute;

const payments = ['pending', 'authorized', 'captured', 'failed', 'voided', 'partially_refunded', 'refunded'] as const;
const states = ['placed', 'completed', 'cancelled', 'expired'] as const;

interface OrdersSearch {
  q?: string | undefined;
  payment?: (typeof payments)[number] | undefined;
  state?: (typeof states)[number] | undefined;
}

export const ordersRoutes = [
  createRoute({
    getParentRoute,
    path: '/orders',
    validateSearch: (search: Record<string, unknown>): OrdersSearch => ({
      q: search.q === undefined || search.q === '' ? undefined : String(search.q),
      payment: payments.find((p) => p === search.payment),
      state: states.find((s) => s === search.state),
    }),
    component: lazyRouteComponent(() => import('@/features/orders/order-list'), 'OrderList'),
  }),
  createRoute({
    getParentRoute,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('@/features/orders/order-screen'), 'OrderScreen'),
  }),
] as const;
