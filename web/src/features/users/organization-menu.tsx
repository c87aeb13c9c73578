import { useMutation, useQuery } from '@tanstack/react-query';
import { Building2, Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { fieldError, reason } from '@/lib/api';
import { createOrganization, enter, organizationsQuery } from './organizations';

/** The person's organizations, for the account menu: where they are, where else they can go, and a new one. */
export function OrganizationItems({ onCreate }: { onCreate: () => void }) {
  const { data } = useQuery(organizationsQuery);
  return (
    <>
      <MenuLabel>Organizations</MenuLabel>
      {data?.map((o) => (
        <MenuItem key={o.id} icon={o.current ? <Check /> : <Building2 />} onSelect={() => !o.current && void enter(o.id)}>
          {o.name}
          {o.current && <span className="sr-only"> (you are here)</span>}
          {o.eraseAt && <span className="text-bad"> · to be deleted</span>}
        </MenuItem>
      ))}
      <MenuItem icon={<Plus />} onSelect={onCreate}>
        New organization…
      </MenuItem>
      <MenuSeparator />
    </>
  );
}

/** Asks for the name of a new organization and goes there. */
export function NewOrganization({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [name, setName] = useState('');
  const create = useMutation({ mutationFn: () => createOrganization(name.trim()) });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="sm" title="New organization" description="It has its own projects, people and settings, and nothing of this one is seen there.">
      <form
        className="grid gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          create.mutate();
        }}
      >
        <FormError>{create.error && !fieldError(create.error, 'name') ? reason(create.error) : null}</FormError>
        <Field label="Name" error={fieldError(create.error, 'name')}>
          {(c) => <Input {...c} required maxLength={100} autoFocus value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" loading={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
