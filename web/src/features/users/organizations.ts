import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, reason, session, type Id, type Organization, type Page, type Role } from '@/lib/api';
import { useCommands } from '@/lib/commands';
import { toast } from '@/stores/toasts';

/** One of the organizations that the person belongs to. */
export interface MyOrganization {
  id: Id;
  name: string;
  slug: string;
  role: Role;
  /** Whether this is where they are now. */
  current: boolean;
  joinedAt: string;
  /** When it is erased; null: not to be. */
  eraseAt: string | null;
}

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: async ({ signal }) => (await api.get<Page<MyOrganization>>('/v1/organizations', { signal })).items,
  staleTime: 5 * 60_000,
});

/** Goes on in another organization; the page starts anew there. */
export function enter(organizationId: Id): Promise<void> {
  return session.enter(organizationId).catch((error: unknown) => void toast({ tone: 'bad', title: 'You are where you were', detail: reason(error) }));
}

export async function createOrganization(name: string): Promise<void> {
  const made = await api.post<Organization>('/v1/organizations', { name });
  await session.enter(made.id);
}

/** Offers a way into each other organization in the ⌘K menu. */
export function useOrganizationCommands(): void {
  const { data } = useQuery(organizationsQuery);
  useCommands(
    (data ?? [])
      .filter((o) => !o.current)
      .map((o) => ({ id: `enter-${o.id}`, label: `Switch to ${o.name}`, group: 'Organizations', words: `organization ${o.slug}`, run: () => void enter(o.id) })),
  );
}
