import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { session, type Entry } from '@/lib/api';
import { LiveConnection, type LiveStatus } from './connection';
import { hearPresence, nobodyHere, tellWhere } from './presence';

export type { LiveStatus };
export { useHere, useOthers, type Other } from './presence';

/** Brings the cache up to date with a batch of journal entries, in `seq` order. Must be idempotent. */
export type LiveHandler = (entries: Entry[], client: QueryClient) => void;

/** Told when the stream starts (`seq` of the server), so that what was fetched before it can be checked. */
export type WelcomeHandler = (seq: number, client: QueryClient) => void;

export const useLiveStatus = create<{ status: LiveStatus }>(() => ({ status: 'connecting' }));

/** Opens the live stream for the signed-in person. Returns what ends it. */
export function goLive(client: QueryClient, handlers: LiveHandler[], welcomes: WelcomeHandler[]): () => void {
  const connection = new LiveConnection({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/realtime`,
    token: (refused) => (refused ? session.refresh(refused) : session.token()),
    onEntries: (entries) => handlers.forEach((handle) => handle(entries, client)),
    onWelcome: (seq, resumed) => {
      if (!resumed) welcomes.forEach((welcome) => welcome(seq, client));
    },
    onReset: () => void client.invalidateQueries(),
    onStatus: (status) => {
      useLiveStatus.setState({ status });
      // Who came and went meanwhile is not known; the welcome tells who is there.
      if (status !== 'live') nobodyHere();
    },
    onPresence: hearPresence,
  });
  const wake = () => document.visibilityState === 'visible' && connection.wake();
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  tellWhere((place) => connection.here(place));
  connection.start();
  return () => {
    tellWhere(null);
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
    connection.stop();
  };
}
