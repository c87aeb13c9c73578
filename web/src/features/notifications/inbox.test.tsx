import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Notice } from '@/lib/api';
import { listenForKeys } from '@/lib/commands';
import { open, serve, signIn, type Call } from '@/test/harness';

const notice = (id: string, more: Partial<Notice> = {}): Notice => ({ id, type: 'assigned', title: `Notice ${id}`, body: '', link: '/my-work', actorId: null, createdAt: '2026-11-23T10:00:00Z', readAt: null, ...more });

beforeEach(() => signIn());

test('keys walk the notices, mark one as read and open one; what is unread is asked for by address', async () => {
  const stop = listenForKeys();
  const calls = serve({
    'GET /v1/notifications': (c: Call) => ({ items: c.query.get('unread') ? [notice('b')] : [notice('a', { readAt: '2026-11-23T11:00:00Z' }), notice('b')], next: null }),
    'GET /v1/notifications/count': { unread: 1 },
    'POST /v1/notifications/b/read': () => new Response(null, { status: 204 }),
    'GET /v1/tasks': { items: [], next: null },
  });
  const { user, search, path } = open('/inbox');
  await screen.findByText('Notice a');
  await user.keyboard('je');
  expect(calls.some((c) => c.method === 'POST'), 'the first is read already').toBe(false);
  await user.keyboard('je');
  await waitFor(() => expect(calls.filter((c) => c.method === 'POST').map((c) => c.path)).toEqual(['/v1/notifications/b/read']));

  await user.click(screen.getByRole('button', { name: /Unread 1/ }));
  await waitFor(() => expect(screen.queryByText('Notice a')).toBeNull());
  expect(search()).toEqual({ unread: true });
  await user.tab();
  await user.keyboard('j{Enter}');
  await waitFor(() => expect(path()).toBe('/my-work'));
  stop();
});
