import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type Instant } from '@/lib/api';

export type Health = 'ok' | 'starting' | 'stopping' | 'degraded' | 'down';

/** Something a process works with. */
export interface Part {
  name: string;
  needed: boolean;
  state: 'up' | 'degraded' | 'down';
  detail: string;
}

export interface Process {
  /** Null when it does not answer. */
  id: string | null;
  services: string[];
  /** Null for the process that was asked. */
  address: string | null;
  status: Health;
  version: string | null;
  java: string | null;
  since: Instant | null;
  parts: Part[];
}

export interface FollowerState {
  service: string;
  follower: string;
  organizations: number;
  /** Entries of the journal it has not looked at. */
  lag: number;
  /** When the oldest entry it wants and has not taken was written. */
  oldest: Instant | null;
  waiting: number;
  parked: number;
}

export interface DeadLetter {
  service: string;
  follower: string;
  organizationId: Id;
  organizationName: string | null;
  seq: number;
  type: string | null;
  attempts: number;
  error: string;
  parkedAt: Instant;
}

export interface Job {
  service: string;
  name: string;
  state: 'idle' | 'running' | 'failed';
  detail: string;
  /** 0 to 1. */
  progress: number | null;
  at: Instant | null;
}

export interface Storage {
  name: string;
  place: string;
  /** Bytes. */
  used: number | null;
  free: number | null;
  detail: string;
}

export interface Overview {
  status: Health;
  asOf: Instant;
  version: string;
  processes: Process[];
  followers: FollowerState[];
  deadLetters: DeadLetter[];
  jobs: Job[];
  storage: Storage[];
}

/** Milliseconds between two looks while somebody watches. */
const FRESH = 5_000;

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => api.get<Overview>('/v1/system', { signal }),
  refetchInterval: FRESH,
  staleTime: 0,
});

export const keyOf = (l: DeadLetter) => `${l.service}/${l.follower}/${l.organizationId}/${l.seq}`;

export const replay = ({ service, follower, organizationId, seq }: DeadLetter) =>
  api.post('/v1/system/dead-letters/replay', { service, follower, organizationId, seq });
