import { onlineManager, useMutationState } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { count } from '@/lib/format';

/** Says that there is no network, and how many changes wait to be sent. */
export function ConnectionBar() {
  const online = useSyncExternalStore((l) => onlineManager.subscribe(l), () => onlineManager.isOnline());
  const waiting = useMutationState({ filters: { status: 'pending' }, select: (m) => m.state.isPaused }).filter(Boolean).length;
  if (online) return null;
  return (
    <div role="status" className="flex shrink-0 items-center justify-center gap-2 bg-warn/12 px-4 py-1 text-sm text-warn">
      <WifiOff size={14} aria-hidden />
      You are offline. {waiting ? `${count(waiting, 'change')} will be sent when the connection is back.` : 'What is loaded can still be read.'}
    </div>
  );
}
