import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, useClaims, type CustomRole, type Id, type Member, type Profile, type Team } from '@/lib/api';
import { fullName } from '@/lib/format';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Profile>('/v1/users/me', { signal }),
  staleTime: 5 * 60_000,
});

export const membersQuery = (organizationId: Id) =>
  queryOptions({
    queryKey: ['members', organizationId],
    queryFn: ({ signal }) => api.all<Member>(`/v1/organizations/${organizationId}/members`, { signal }),
    staleTime: 5 * 60_000,
  });

export const rolesQuery = (organizationId: Id) =>
  queryOptions({
    queryKey: ['roles', organizationId],
    queryFn: ({ signal }) => api.all<CustomRole>(`/v1/organizations/${organizationId}/roles`, { signal }),
    staleTime: 5 * 60_000,
  });

export const teamsQuery = (organizationId: Id) =>
  queryOptions({
    queryKey: ['teams', organizationId],
    queryFn: ({ signal }) => api.all<Team>(`/v1/organizations/${organizationId}/teams`, { signal }),
    staleTime: 5 * 60_000,
  });

/** The organization's teams, in order of name. Empty until loaded. */
export function useTeams(): Team[] {
  const { org } = useClaims();
  return useQuery(teamsQuery(org)).data ?? [];
}

/** The signed-in person. */
export function useMe() {
  return useQuery(meQuery);
}

export interface Person {
  id: Id;
  name: string;
  username: string;
}

/** The organization's people by id, and in order of name. Empty until loaded. */
export function usePeople(): { list: Person[]; name: (id: Id | null | undefined) => string } {
  const { org } = useClaims();
  const { data } = useQuery(membersQuery(org));
  return useMemo(() => {
    const list = (data ?? [])
      .map((m) => ({ id: m.id, name: fullName(m), username: m.username }))
      .sort((a, b) => a.name.localeCompare(b.name));
    const byId = new Map(list.map((p) => [p.id, p.name]));
    return { list, name: (id) => (id ? (byId.get(id) ?? 'Former member') : 'Atelier') };
  }, [data]);
}
