import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api';

const MAX_RETRIES = 3;

/** Only what may pass is tried again: a refusal is an answer. */
function retry(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && error instanceof ApiError && error.transient;
}

/** The one cache of server state. The live stream keeps it fresh; it refetches only what was long away. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry, refetchOnWindowFocus: false },
    mutations: { retry },
  },
});
