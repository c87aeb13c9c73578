import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory, createRouter } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { StepUpDialog } from '@/components/step-up';
import { Toaster } from '@/components/ui/toaster';
import { TooltipProvider } from '@/components/ui/tooltip';
import { session, type Profile, type Role } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { router } from '@/routes/router';

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = unknown | ((call: Call) => unknown);

export const me: Profile = {
  id: 'p-1',
  username: 'mara',
  email: 'mara@example.test',
  firstName: 'Mara',
  lastName: 'Keller',
  organizationId: 'o-1',
  organizationName: 'Nordlicht Studio',
  organizationSlug: 'nordlicht',
  role: 'owner',
  administrator: false,
  timeZone: 'Europe/Berlin',
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
};

/** What the shell around every screen asks for. */
const shell: Record<string, Answer> = {
  'GET /v1/users/me': me,
  'GET /v1/organizations/o-1/members': { items: [], next: null },
  'GET /v1/notifications/count': { unread: 0 },
  'GET /v1/projects': { items: [], next: null },
};

/** An answer other than 200. */
export const answer = (status: number, body?: unknown) => new Response(body === undefined ? null : JSON.stringify(body), { status });

export const problem = (status: number, slug: string, detail: string, errors: { field: string; message: string }[] = []) =>
  answer(status, { type: `https://atelier.app/problems/${slug}`, title: 'Refused', status, detail, errors });

/**
 * A server of a few answers, at the boundary: `fetch`. Keys are `METHOD /path`; what is not named answers 404.
 * Returns what was asked, in order; answers added to the object later count too.
 */
export function serve(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (target: string, init: RequestInit = {}) => {
    const url = new URL(target, 'http://localhost');
    const call: Call = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    };
    calls.push(call);
    const key = `${call.method} ${call.path}`;
    const known = answers[key] ?? shell[key];
    const body: unknown = typeof known === 'function' ? await (known as (c: Call) => unknown)(call) : known;
    if (body instanceof Response) return body;
    return body === undefined ? problem(404, 'not-found', 'Nothing here.') : answer(200, body);
  });
  return calls;
}

/** Signs somebody in, without the server. */
export function signIn(role: Role = 'owner'): void {
  const claims = { sub: me.id, org: me.organizationId, role, sid: 's-1', exp: Math.floor(Date.now() / 1000) + 600 };
  session.start({ accessToken: `h.${btoa(JSON.stringify(claims))}.s`, expiresIn: 600 });
}

/** The whole app at an address, with a cache of its own and a live stream that never speaks. */
export function open(address: string) {
  vi.stubGlobal('WebSocket', class {
    static readonly OPEN = 1;
    readyState = 0;
    send() {}
    close() {}
    addEventListener() {}
    removeEventListener() {}
  });
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  // The app's own cache, which changes write to outside of any component; emptied for each test.
  const client = queryClient;
  client.clear();
  client.setDefaultOptions({ queries: { retry: false }, mutations: { retry: false } });
  const own = createRouter({ routeTree: router.routeTree, history: createMemoryHistory({ initialEntries: [address] }) });
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <RouterProvider router={own as never} />
        <StepUpDialog />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), client, router: own, search: () => own.state.location.search as Record<string, unknown>, path: () => own.state.location.pathname };
}
