import { Table, Td, Th, Tr } from '@/components/ui/table';
import { cx } from '@/lib/cx';
import { count } from '@/lib/format';
import type { FollowerState } from './api';
import { Card } from './card';
import { span } from './words';

const troubled = (f: FollowerState) => f.parked > 0 || f.waiting > 0;

/** How far everybody who follows the journal is. Those in trouble come first, then those behind. */
export function Followers({ followers, asOf }: { followers: FollowerState[]; asOf: string }) {
  const sorted = followers.toSorted((a, b) => Number(troubled(b)) - Number(troubled(a)) || b.lag - a.lag);
  const behind = followers.filter((f) => f.lag > 0).length;
  return (
    <Card title="Followers of the journal" aside={behind === 0 ? 'All have caught up' : `${count(behind, 'follower')} behind`}>
      <Table
        label="Followers of the journal"
        head={
          <>
            <Th className="pl-4 max-md:pl-3">Follower</Th>
            <Th className="max-md:hidden">Service</Th>
            <Th numeric>Behind</Th>
            <Th numeric className="max-md:hidden">
              Oldest
            </Th>
            <Th numeric>Retrying</Th>
            <Th numeric className="pr-4 max-md:pr-3">
              Given up
            </Th>
          </>
        }
      >
        {sorted.map((f) => (
          <Tr key={`${f.service}/${f.follower}`}>
            <Td className="pl-4 max-md:py-1.5 max-md:pl-3">
              {f.follower}
              <span className="block text-xs text-ink-3 md:hidden">{f.service}</span>
            </Td>
            <Td className="text-ink-2 max-md:hidden">{f.service}</Td>
            <Figure value={f.lag} tone="text-warn" />
            <Td numeric className="text-ink-2 max-md:hidden">
              {f.oldest ? span(f.oldest, asOf) : '–'}
            </Td>
            <Figure value={f.waiting} tone="text-warn" />
            <Figure value={f.parked} tone="text-bad" className="pr-4 max-md:pr-3" />
          </Tr>
        ))}
      </Table>
    </Card>
  );
}

/** Nothing is quiet; something has a colour and weight. */
function Figure({ value, tone, className }: { value: number; tone: string; className?: string }) {
  return (
    <Td numeric className={cx(value > 0 ? `font-medium ${tone}` : 'text-ink-3', className)}>
      {value.toLocaleString('en')}
    </Td>
  );
}
