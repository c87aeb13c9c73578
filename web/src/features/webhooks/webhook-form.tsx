import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ApiError, api, fieldError, reason } from '@/lib/api';
import { uuidv7 } from '@/lib/uuid';
import { refresh, type Draft, type NewWebhook, type Webhook } from './api';
import { groups, others, toggled } from './types';

interface Props {
  /** The one to change; null makes a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onMade?: (made: NewWebhook) => void;
}

const nothing: Draft = { url: '', description: '', types: [], enabled: true };

/** Makes or changes a webhook. */
export function WebhookForm({ webhook, onClose, onMade }: Props) {
  const form = useId();
  const [draft, setDraft] = useState<Draft>(webhook ?? nothing);
  const [id] = useState(() => uuidv7());
  const set = (change: Partial<Draft>) => setDraft((d) => ({ ...d, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const body: Draft = { url: draft.url.trim(), description: draft.description.trim(), types: draft.types, enabled: draft.enabled };
      return webhook ? api.patch<NewWebhook>(`/v1/webhooks/${webhook.id}`, body) : api.post<NewWebhook>('/v1/webhooks', { id, ...body });
    },
    onSuccess: (saved) => {
      void refresh();
      onClose();
      if (!webhook) onMade?.(saved);
    },
  });
  const aboutTypes = save.error instanceof ApiError ? save.error.errors.find((e) => e.field.startsWith('types'))?.message : undefined;
  const aboutField = fieldError(save.error, 'url') ?? fieldError(save.error, 'description') ?? aboutTypes;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={webhook ? 'Change webhook' : 'New webhook'}
      description="Atelier sends what happens to this address, as JSON, signed with the webhook’s secret."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {webhook ? 'Save' : 'Add webhook'}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate();
        }}
      >
        <FormError>{save.error && !aboutField ? reason(save.error) : null}</FormError>
        <Field label="Address" error={fieldError(save.error, 'url')} hint="It must begin with https:// and be reachable from the internet.">
          {(c) => <Input {...c} required autoFocus inputMode="url" maxLength={2000} placeholder="https://example.org/hooks/atelier" value={draft.url} onChange={(e) => set({ url: e.target.value })} />}
        </Field>
        <Field label="Description" optional error={fieldError(save.error, 'description')}>
          {(c) => <Input {...c} maxLength={500} value={draft.description} onChange={(e) => set({ description: e.target.value })} />}
        </Field>
        <TypePicker types={draft.types} onChange={(types) => set({ types })} error={aboutTypes} />
        <Tick checked={draft.enabled} onChange={(enabled) => set({ enabled })}>
          Enabled
        </Tick>
      </form>
    </Dialog>
  );
}

function Tick({ checked, onChange, disabled, children }: { checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean; children: string }) {
  const id = useId();
  return (
    <div className="flex min-h-6 items-center gap-2">
      <Checkbox id={id} checked={checked} onChange={onChange} label={children} {...(disabled ? { disabled } : {})} />
      <label htmlFor={id} className="wrap-anywhere">
        {children}
      </label>
    </div>
  );
}

/** What is to be told: everything, whole groups, or single types. */
function TypePicker({ types, onChange, error }: { types: string[]; onChange: (types: string[]) => void; error: string | undefined }) {
  const all = types.includes('*');
  const set = (type: string) => (on: boolean) => onChange(toggled(types, type, on));
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1.5 text-sm font-medium text-ink-2">What to send</legend>
      <Tick checked={all} onChange={(on) => onChange(on ? ['*'] : [])}>
        Everything
      </Tick>
      {!all && (
        <ul className="grid max-h-72 gap-px overflow-y-auto rounded-lg border border-line bg-surface p-1">
          {groups.map((group) => {
            const whole = types.includes(`${group.prefix}.*`);
            return (
              <li key={group.prefix} className="px-2 py-1">
                <Tick checked={whole} onChange={set(`${group.prefix}.*`)}>
                  {`${group.title}: all`}
                </Tick>
                {!whole && (
                  <div className="grid gap-x-4 pl-6 md:grid-cols-2">
                    {group.types.map((type) => (
                      <Tick key={type} checked={types.includes(type)} onChange={set(type)}>
                        {type}
                      </Tick>
                    ))}
                  </div>
                )}
              </li>
            );
          })}
          {others(types).map((type) => (
            <li key={type} className="px-2 py-1">
              <Tick checked onChange={set(type)}>
                {type}
              </Tick>
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
