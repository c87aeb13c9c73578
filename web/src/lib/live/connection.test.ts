import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Entry } from '@/lib/api';
import { LiveConnection, type LiveStatus } from './connection';

/** The server's end of one socket. */
class Wire {
  readyState = 0;
  sent: { type: string; token?: string; after?: number | null; projectId?: string | null; mode?: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: ((e?: { code: number }) => void) | null = null;
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  close(code = 1006) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const entry = (seq: number) => ({ seq, id: `e${seq}`, type: 'task.changed', data: {} }) as unknown as Entry;

function live(token: (refused?: string) => Promise<string | null> = async () => 't') {
  const wires: Wire[] = [];
  const got: number[] = [];
  const resets: number[] = [];
  const states: LiveStatus[] = [];
  const connection = new LiveConnection({
    url: '/v1/realtime',
    token,
    random: () => 1,
    open: () => {
      const wire = new Wire();
      wires.push(wire);
      return wire as unknown as WebSocket;
    },
    onEntries: (entries) => got.push(...entries.map((e) => e.seq)),
    onReset: (seq) => resets.push(seq),
    onStatus: (s) => states.push(s),
  });
  return { connection, wires, got, resets, states };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says hello, hands entries on once and in order, and resumes after the last one it has', async () => {
  const { connection, wires, got, states } = live();
  connection.start();
  await settle();
  wires[0]!.open();
  expect(wires[0]!.sent[0]).toEqual({ type: 'hello', token: 't', after: null });
  wires[0]!.say({ type: 'welcome', seq: 10 });
  wires[0]!.say({ type: 'entries', entries: [entry(11), entry(12)] });
  wires[0]!.say({ type: 'entries', entries: [entry(12), entry(13)] });
  wires[0]!.close();
  expect(states).toEqual(['connecting', 'live', 'away']);
  await vi.advanceTimersByTimeAsync(400);
  wires[1]!.open();
  expect(wires[1]!.sent[0]).toEqual({ type: 'hello', token: 't', after: 13 });
  wires[1]!.say({ type: 'welcome', seq: 15 });
  wires[1]!.say({ type: 'entries', entries: [entry(14), entry(15)] });
  expect(got).toEqual([11, 12, 13, 14, 15]);
  expect(states.at(-1)).toBe('live');
  connection.stop();
});

test('waits longer from try to try, up to a limit, and at once when woken', async () => {
  const { connection, wires } = live();
  connection.start();
  await settle();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    const before = wires.length;
    const from = Date.now();
    wires.at(-1)!.close();
    while (wires.length === before) await vi.advanceTimersByTimeAsync(100);
    waits.push(Date.now() - from);
  }
  expect(waits).toEqual([400, 800, 1600, 3200, 6400, 12800, 20000, 20000]);
  wires.at(-1)!.close();
  const before = wires.length;
  connection.wake();
  await settle();
  expect(wires.length).toBe(before + 1);
  connection.stop();
});

test('a reset moves the position on and asks for fresh data', async () => {
  const { connection, wires, resets, got } = live();
  connection.start();
  await settle();
  wires[0]!.open();
  wires[0]!.say({ type: 'welcome', seq: 1 });
  wires[0]!.say({ type: 'reset', seq: 9_000 });
  wires[0]!.say({ type: 'entries', entries: [entry(8_999), entry(9_001)] });
  expect(resets).toEqual([9_000]);
  expect(got).toEqual([9_001]);
  connection.stop();
});

test('sends a new token before the old one ends, and hangs up on silence', async () => {
  let n = 0;
  const { connection, wires } = live(async () => `t${++n}`);
  connection.start();
  await settle();
  wires[0]!.open();
  wires[0]!.say({ type: 'welcome', seq: 1 });
  for (let i = 0; i < 13; i++) {
    await vi.advanceTimersByTimeAsync(25_000);
    wires[0]!.say({ type: 'pong' });
  }
  expect(wires[0]!.sent.filter((m) => m.type === 'token')).toEqual([{ type: 'token', token: 't2' }]);
  expect(wires).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(80_000);
  expect(wires.length).toBeGreaterThan(1);
  connection.stop();
});

test('comes back with another token when the server refused the one it had', async () => {
  const asked: (string | undefined)[] = [];
  const { connection, wires } = live(async (refused) => (asked.push(refused), refused ? 'new' : 'old'));
  connection.start();
  await settle();
  wires[0]!.open();
  wires[0]!.say({ type: 'welcome', seq: 1 });
  wires[0]!.close(4401);
  await vi.advanceTimersByTimeAsync(400);
  wires[1]!.open();
  expect(asked).toEqual([undefined, 'old']);
  expect(wires[1]!.sent[0]).toEqual({ type: 'hello', token: 'new', after: 1 });
  connection.stop();
});

test('stops when nobody is signed in any more', async () => {
  const { connection, wires, states } = live(async () => null);
  connection.start();
  await settle();
  expect(wires).toHaveLength(0);
  expect(states.at(-1)).toBe('stopped');
});

test('says where this client is when it is welcomed, when that changes, and again after coming back', async () => {
  const { connection, wires } = live();
  connection.here({ projectId: 'p', taskId: null, editing: false });
  connection.start();
  await settle();
  wires[0]!.open();
  const places = (wire: number) => wires[wire]!.sent.filter((m) => m.type === 'here');
  expect(places(0)).toEqual([]);
  wires[0]!.say({ type: 'welcome', seq: 1 });
  connection.here({ projectId: 'p', taskId: 't', editing: true });
  connection.here(null);
  expect(places(0)).toEqual([
    { type: 'here', projectId: 'p', taskId: null, mode: 'viewing' },
    { type: 'here', projectId: 'p', taskId: 't', mode: 'editing' },
    { type: 'here', projectId: null },
  ]);
  connection.here({ projectId: 'q', taskId: null, editing: false });
  wires[0]!.close();
  await vi.advanceTimersByTimeAsync(400);
  wires[1]!.open();
  wires[1]!.say({ type: 'welcome', seq: 1 });
  expect(places(1)).toEqual([{ type: 'here', projectId: 'q', taskId: null, mode: 'viewing' }]);
  connection.stop();
});
