import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

const states = ['draft', 'published', 'archived'] as const;

interface CatalogSearch {
  q?: string | undefined;
  state?: (typeof states)[number] | undefined;
}

export const catalogRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/catalog',
    validateSearch: (search: Record<string, unknown>): CatalogSearch => ({
      q: search.q === undefined || search.q === '' ? undefined : String(search.q),
      state: states.find((s) => s === search.state),
    }),
    component: lazyRouteComponent(() => import('@/features/catalog/product-list'), 'ProductList'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/catalog/new',
    component: lazyRouteComponent(() => import('@/features/catalog/new-product'), 'NewProductScreen'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/catalog/$productId',
    component: lazyRouteComponent(() => import('@/features/catalog/product-screen'), 'ProductScreen'),
  }),
] as const;
