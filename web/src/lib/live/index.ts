import type { QueryClient } from '@tanstack/react-query';
import type { Entry } from '@/lib/api';

/** Takes one journal entry and brings the cache up to date. Called in `seq` order; must be idempotent. */
export type LiveHandler = (entry: Entry, client: QueryClient) => void;
