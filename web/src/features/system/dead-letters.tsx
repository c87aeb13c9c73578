import { useMutation } from '@tanstack/react-query';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { reason } from '@/lib/api';
import { ago, count, fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { useRowKeys } from '@/lib/row-keys';
import { toast } from '@/stores/toasts';
import { keyOf, replay, systemQuery, type DeadLetter } from './api';
import { Card } from './card';

/** Entries that followers gave up on, with the reason, and a way to have them taken again. */
export function DeadLetters({ letters }: { letters: DeadLetter[] }) {
  const list = useRowKeys<HTMLUListElement>();
  if (letters.length === 0) {
    return (
      <Card title="Dead letters">
        <p className="flex items-center gap-2 px-4 py-3 text-ink-2 max-md:px-3">
          <CircleCheck size={14} className="text-ok" aria-hidden />
          No follower has given up on anything.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Dead letters" aside={count(letters.length, 'entry', 'entries')}>
      <ul ref={list}>
        {letters.map((letter) => (
          <Letter key={keyOf(letter)} letter={letter} />
        ))}
      </ul>
    </Card>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const what = `${letter.type ?? 'entry'} #${letter.seq}`;
  const again = useMutation({
    mutationFn: () => replay(letter),
    onSuccess: () => toast({ tone: 'ok', title: `${letter.follower} took ${what}` }),
    onError: (error) => toast({ tone: 'bad', title: `${letter.follower} could not take ${what}`, detail: reason(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: systemQuery.queryKey }),
  });
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 max-md:flex-col max-md:px-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-medium">{what}</span>
          <span className="text-ink-3">
            at {letter.service} / {letter.follower}
          </span>
        </p>
        <p className="line-clamp-3 font-mono text-xs wrap-anywhere text-bad">{letter.error}</p>
        <p className="text-sm text-ink-3">
          {letter.organizationName ?? letter.organizationId} · {count(letter.attempts, 'attempt')} ·{' '}
          <time dateTime={letter.parkedAt} title={fullTime(letter.parkedAt)}>
            {ago(letter.parkedAt)}
          </time>
        </p>
      </div>
      <Button data-row size="sm" className="max-md:h-9 max-md:w-full" icon={<RotateCcw size={12} aria-hidden />} aria-label={`Replay ${what} at ${letter.follower}`} loading={again.isPending} onClick={() => again.mutate()}>
        Replay
      </Button>
    </li>
  );
}
