import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { uuidv7 } from '@/lib/uuid';
import { createProduct, productQuery, type NewProduct } from './api';
import { ProductForm, type ProductValues } from './product-form';

/** A new product; it starts as a draft that nobody outside sees. */
export function NewProductScreen() {
  const navigate = useNavigate();
  const client = useQueryClient();
  // One id for this form: sent twice, it is still one product.
  const [id] = useState(() => uuidv7());
  const create = useMutation({
    mutationFn: (values: ProductValues) => createProduct(asProduct(id, values)),
    onSuccess: (product) => {
      client.setQueryData(productQuery(product.id).queryKey, product);
      void client.invalidateQueries({ queryKey: ['catalog', 'products'] });
      void navigate({ to: '/catalog/$productId', params: { productId: product.id }, replace: true });
    },
  });
  return (
    <>
      <PageHeader title="New product" crumb={<Link to="/catalog">Catalog</Link>}>
        <Button asChild variant="ghost">
          <Link to="/catalog">Cancel</Link>
        </Button>
        <Button type="submit" form="product" variant="primary" loading={create.isPending}>
          Create product
        </Button>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-2xl px-6 py-8 max-md:px-4 max-md:py-5">
          <ProductForm id="product" error={create.error} onSubmit={(values) => create.mutate(values)} />
        </div>
      </div>
    </>
  );
}

function asProduct(id: string, { kind, name, description, price, templateId, onHand }: ProductValues): NewProduct {
  return {
    id,
    kind,
    name,
    price,
    ...(description ? { description } : {}),
    ...(kind === 'service' ? (templateId ? { templateId } : {}) : { onHand }),
  };
}
