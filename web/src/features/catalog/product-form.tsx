import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Field, FormError } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Markdown } from '@/components/ui/markdown';
import { Select } from '@/components/ui/select';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { templatesQuery } from '@/features/projects';
import { cx } from '@/lib/cx';
import { count } from '@/lib/format';
import { fieldError, reason, type Money, type Product } from '@/lib/api';
import { currencies, parsePrice, priceText } from './price';
import { KindIcon, kindLabel } from './words';

export interface ProductValues {
  kind: Product['kind'];
  name: string;
  description: string;
  price: Money;
  templateId: string | null;
  /** Only when the product is new and kind is goods. */
  onHand: number;
}

interface Props {
  id: string;
  product?: Product;
  error: unknown;
  onSubmit: (values: ProductValues) => void;
  /** Told at each change whether the form differs from the product. */
  onDirty?: (dirty: boolean) => void;
}

const FIELDS = ['name', 'description', 'price', 'price.amount', 'price.currency', 'templateId', 'onHand', 'kind'];

/** The fields of a product. The kind is chosen once: stock and templates depend on it. */
export function ProductForm({ id, product, error, onSubmit, onDirty }: Props) {
  const [kind, setKind] = useState<Product['kind']>(product?.kind ?? 'service');
  const [name, setName] = useState(product?.name ?? '');
  const [description, setDescription] = useState(product?.description ?? '');
  const [price, setPrice] = useState(product ? priceText(product.price) : '');
  const [currency, setCurrency] = useState(product?.price.currency ?? 'EUR');
  const [templateId, setTemplateId] = useState(product?.templateId ?? '');
  const [onHand, setOnHand] = useState('0');
  const [wrongPrice, setWrongPrice] = useState(false);
  const complaint = (field: string) => fieldError(error, field);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const amount = parsePrice(price, currency);
    setWrongPrice(amount === null);
    if (amount === null) return document.getElementById(`${id}-price`)?.focus();
    onSubmit({ kind, name: name.trim(), description: description.trim(), price: { amount, currency }, templateId: kind === 'service' && templateId ? templateId : null, onHand: Number(onHand) });
  };
  const priceError = wrongPrice ? `Write a price like 2490.00 in ${currency}.` : (complaint('price') ?? complaint('price.amount') ?? complaint('price.currency'));

  return (
    <form id={id} onSubmit={submit} onInput={() => onDirty?.(true)} className="grid gap-5">
      <FormError>{error && !FIELDS.some((f) => complaint(f)) ? reason(error) : null}</FormError>
      {!product && <KindChoice value={kind} onChange={setKind} />}
      <Field label="Name" error={complaint('name')}>
        {(c) => <Input {...c} inputSize="lg" required autoFocus={!product} maxLength={200} value={name} onChange={(e) => setName(e.target.value)} />}
      </Field>
      <div className="grid max-w-sm grid-cols-[1fr_auto] items-end gap-2">
        <Field label="Price" error={priceError}>
          {(c) => <Input {...c} id={`${id}-price`} aria-label="Price" inputSize="lg" inputMode="decimal" required placeholder="0.00" value={price} onChange={(e) => setPrice(e.target.value)} />}
        </Field>
        <Select
          label="Currency"
          value={currency}
          onChange={setCurrency}
          options={[...new Set([currency, ...currencies])].map((value) => ({ value, label: value }))}
          className={cx('w-24 [&>select]:h-9', priceError && 'mb-5.5')}
        />
      </div>
      {kind === 'service' ? (
        <TemplateField value={templateId} onChange={setTemplateId} error={complaint('templateId')} />
      ) : (
        !product && (
          <Field label="In stock" hint="How many can be sold now. Later changes are kept as movements." error={complaint('onHand')}>
            {(c) => <Input {...c} inputSize="lg" type="number" min={0} max={1_000_000} step={1} required className="max-w-40" value={onHand} onChange={(e) => setOnHand(e.target.value)} />}
          </Field>
        )
      )}
      <Description value={description} onChange={setDescription} error={complaint('description')} />
    </form>
  );
}

function KindChoice({ value, onChange }: { value: Product['kind']; onChange: (kind: Product['kind']) => void }) {
  const words = { service: 'Each sold unit becomes a project, made from a template.', goods: 'Counted in stock, reserved at the order, handed over.' };
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium text-ink-2">Kind</legend>
      <div className="grid gap-2 md:grid-cols-2">
        {(['service', 'goods'] as const).map((kind) => (
          <label
            key={kind}
            className="flex cursor-pointer gap-3 rounded-lg border border-line-strong bg-surface p-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="kind" value={kind} checked={value === kind} onChange={() => onChange(kind)} aria-label={kindLabel[kind]} className="sr-only" />
            <span className="mt-0.5 text-accent-text">
              <KindIcon kind={kind} size={17} />
            </span>
            <span className="grid gap-0.5">
              <span className="font-medium">{kindLabel[kind]}</span>
              <span className="text-sm text-ink-2">{words[kind]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TemplateField({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const { data, isError } = useQuery(templatesQuery);
  const chosen = data?.find((t) => t.id === value);
  const hint = chosen
    ? `${count(chosen.milestones, 'milestone')}, ${count(chosen.tasks, 'task')}${chosen.durationDays ? `, ${count(Math.ceil(chosen.durationDays / 7), 'week')}` : ''}. Orders keep the version of the day they were placed.`
    : isError
      ? 'The templates could not be loaded.'
      : 'Without a template, an order becomes an empty project.';
  return (
    <Field label="Project template" optional hint={hint} error={error}>
      {(c) => (
        <Select
          {...c}
          value={value}
          onChange={onChange}
          className="[&>select]:h-9"
          options={[{ value: '', label: 'No template' }, ...(value && !chosen ? [{ value, label: 'The chosen template' }] : []), ...(data ?? []).map((t) => ({ value: t.id, label: t.name }))]}
        />
      )}
    </Field>
  );
}

function Description({ value, onChange, error }: { value: string; onChange: (text: string) => void; error: string | undefined }) {
  const [tab, setTab] = useState<'write' | 'read'>('write');
  return (
    <Tabs
      label="Description"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'write', label: 'Write' },
        { value: 'read', label: 'Preview' },
      ]}
    >
      <TabPanel value="write" className="mt-2">
        <Field label="Description" optional hint="Markdown: # heading, **bold**, - list, [link](https://…). This is what people read before they buy." error={error}>
          {(c) => <Textarea {...c} rows={12} maxLength={20_000} value={value} onChange={(e) => onChange(e.target.value)} />}
        </Field>
      </TabPanel>
      <TabPanel value="read" className="mt-2 min-h-64 rounded-md border border-line bg-surface px-5 py-4">
        {value.trim() ? <Markdown text={value} /> : <p className="text-ink-3">Nothing written yet.</p>}
      </TabPanel>
    </Tabs>
  );
}
