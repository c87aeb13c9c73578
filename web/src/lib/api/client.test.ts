import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError, api, reason, session } from '.';

const token = (sub: string, secondsLeft = 600) =>
  `h.${btoa(JSON.stringify({ sub, org: 'o', role: 'member', sid: 's', exp: Math.floor(Date.now() / 1000) + secondsLeft }))}.s`;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

type Call = { path: string; init: RequestInit; headers: Headers };
let calls: Call[];

/** A server of one function; what it was asked is in `calls`. */
function serve(answer: (call: Call) => Response | Promise<Response>) {
  calls = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = { path, init, headers: new Headers(init.headers) };
    calls.push(call);
    return answer(call);
  });
}

beforeEach(() => session.start({ accessToken: token('ada'), expiresIn: 600 }));

test('a refused token is renewed once for all requests that wait, and each is sent again with its own key', async () => {
  const fresh = token('ada', 900);
  serve(({ path, headers }) => {
    if (path === '/v1/auth/refresh') return json(200, { accessToken: fresh, expiresIn: 900 });
    return headers.get('Authorization') === `Bearer ${fresh}` ? json(200, { path }) : json(401, {});
  });
  const answers = await Promise.all([api.get('/v1/a'), api.get('/v1/b'), api.post('/v1/c', { x: 1 })]);
  expect(answers).toEqual([{ path: '/v1/a' }, { path: '/v1/b' }, { path: '/v1/c' }]);
  expect(calls.filter((c) => c.path === '/v1/auth/refresh')).toHaveLength(1);
  const keys = calls.filter((c) => c.path === '/v1/c').map((c) => c.headers.get('Idempotency-Key'));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBeTruthy();
  expect(keys[0]).toBe(keys[1]);
});

test('a refresh that is refused signs out and the first 401 is told', async () => {
  serve(() => json(401, { type: 'https://atelier.app/problems/unauthenticated', title: 'Sign in', status: 401, detail: 'Sign in again.' }));
  await expect(api.get('/v1/a')).rejects.toMatchObject({ type: 'unauthenticated', status: 401 });
  expect(session.current().status).toBe('out');
});

test('a server that is away signs nobody out', async () => {
  serve(({ path }) => (path === '/v1/auth/refresh' ? json(503, {}) : json(401, {})));
  await expect(api.get('/v1/a')).rejects.toMatchObject({ status: 503, transient: true });
  expect(session.current().status).toBe('in');
});

test('a token about to end is renewed before it is used', async () => {
  session.start({ accessToken: token('ada', 5), expiresIn: 5 });
  const fresh = token('ada', 900);
  serve(({ path }) => json(200, path === '/v1/auth/refresh' ? { accessToken: fresh, expiresIn: 900 } : {}));
  await api.get('/v1/a');
  expect(calls.map((c) => c.path)).toEqual(['/v1/auth/refresh', '/v1/a']);
  expect(calls[1]!.headers.get('Authorization')).toBe(`Bearer ${fresh}`);
});

test('a problem keeps its fields, and reads as one sentence', async () => {
  const problem = {
    type: 'https://atelier.app/problems/validation-failed',
    title: 'Some fields need attention',
    status: 422,
    requestId: 'r-1',
    errors: [{ field: 'title', message: 'must not be empty' }],
  };
  serve(() => json(422, problem));
  const error = await api.post('/v1/a', {}).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).field('title')).toBe('must not be empty');
  expect((error as ApiError).requestId).toBe('r-1');
  expect(reason(error)).toBe('title: must not be empty');
});

test('no answer is told as no connection; an HTML page of a proxy is told as a plain refusal', async () => {
  serve(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(api.get('/v1/a')).rejects.toMatchObject({ type: 'offline', transient: true });
  serve(() => new Response('<html>Bad gateway</html>', { status: 502 }));
  await expect(api.get('/v1/a')).rejects.toMatchObject({ type: 'internal', status: 502, transient: true });
});

test('all() reads page after page', async () => {
  serve(({ path }) => json(200, path.includes('cursor=2') ? { items: [3], next: null } : { items: [1, 2], next: '2' }));
  expect(await api.all('/v1/list')).toEqual([1, 2, 3]);
});
