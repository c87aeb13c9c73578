import { onlineManager } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveStatus } from '@/lib/live';

/** Milliseconds; a short hiccup is not worth a bar. */
const PATIENCE = 3_000;

/** Says that there is no network, or that the server went away and the page may be behind. */
export function ConnectionBar() {
  const online = useSyncExternalStore(
    (l) => onlineManager.subscribe(l),
    () => onlineManager.isOnline(),
  );
  const away = useLiveStatus((s) => s.status === 'away');
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!away) return setLong(false);
    const timer = setTimeout(() => setLong(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [away]);
  if (online && !long) return null;
  return (
    <div role="status" className="flex shrink-0 items-center justify-center gap-2 bg-warn/12 px-4 py-1 text-sm text-warn">
      <WifiOff size={14} aria-hidden />
      {online ? 'The server is away. What you see may be behind; it catches up by itself.' : 'You are offline. What is loaded can still be read.'}
    </div>
  );
}
