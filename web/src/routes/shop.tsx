import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root';

const quantity = (search: Record<string, unknown>): { quantity?: number } => {
  const n = Number(search.quantity);
  return Number.isInteger(n) && n > 1 && n <= 100 ? { quantity: n } : {};
};

/** Pages for customers: no sign-in, no shell. */
export const shopRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/shop/$shop',
    component: lazyRouteComponent(() => import('@/features/shop/shop-page'), 'ShopPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/shop/$shop/$slug',
    component: lazyRouteComponent(() => import('@/features/shop/product-page'), 'ProductPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/shop/$shop/$slug/checkout',
    validateSearch: quantity,
    component: lazyRouteComponent(() => import('@/features/shop/checkout'), 'CheckoutPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/pay/test/$paymentId',
    validateSearch: (search: Record<string, unknown>): { order?: string } => (typeof search.order === 'string' ? { order: search.order } : {}),
    component: lazyRouteComponent(() => import('@/features/shop/test-payment'), 'TestPayment'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/order/$orderId',
    component: lazyRouteComponent(() => import('@/features/shop/order-page'), 'OrderPage'),
  }),
] as const;
