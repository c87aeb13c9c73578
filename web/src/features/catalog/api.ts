import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Instant, type Money, type Product } from '@/lib/api';
import { pagedQuery } from '@/lib/paged';

export type ProductState = Product['state'];

export interface Filters {
  q?: string;
  state?: ProductState;
}

export const productsQuery = ({ q, state }: Filters) => pagedQuery<Product>(['catalog', 'products', { q, state }], '/v1/catalog/products', { q, state });

export const productQuery = (id: Id) =>
  queryOptions({ queryKey: ['catalog', 'product', id], queryFn: ({ signal }) => api.get<Product>(`/v1/catalog/products/${id}`, { signal }) });

export interface Movement {
  id: Id;
  delta: number;
  reason: string;
  at: Instant;
}

export const movementsQuery = (id: Id) => pagedQuery<Movement>(['catalog', 'product', id, 'stock'], `/v1/catalog/products/${id}/stock`);

/** What a product can be told; absent keeps, null clears. */
export interface ProductPatch {
  name?: string;
  description?: string | null;
  price?: Money;
  state?: ProductState;
  templateId?: Id | null;
}

export interface NewProduct extends ProductPatch {
  id: Id;
  kind: Product['kind'];
  name: string;
  price: Money;
  onHand?: number;
}

export const createProduct = (product: NewProduct) => api.post<Product>('/v1/catalog/products', product);

/** @param version what the change is based on; the server refuses with `lost-update` when somebody was faster. */
export const changeProduct = (id: Id, patch: ProductPatch, version: number) => api.patch<Product>(`/v1/catalog/products/${id}`, patch, { ifMatch: version });

export const deleteProduct = (id: Id) => api.delete(`/v1/catalog/products/${id}`);

export const moveStock = (id: Id, movement: { delta: number; reason: string }) => api.post<Product>(`/v1/catalog/products/${id}/stock`, movement);

/** The product's public page as a whole address. */
export const publicLink = (product: Product): string => new URL(product.url, location.origin).href;
