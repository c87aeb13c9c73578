import { useEffect, useState } from 'react';
import type { Instant } from '@/lib/api';
import { ago, fullTime } from '@/lib/format';

/** How fresh the figures are. */
export function AsOf({ at }: { at: Instant | null | undefined }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (!at) return null;
  const words = ago(at);
  return (
    <time dateTime={at} title={fullTime(at)} className="text-sm whitespace-nowrap text-ink-3">
      As of {words === 'just now' || /[a-z]{3}/.test(words.replace('min', '')) ? words : `${words} ago`}
    </time>
  );
}
