import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { ChevronRight, Download, ScrollText, ShieldAlert, ShieldCheck } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorLine, ErrorState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th, Tr } from '@/components/ui/table';
import { api, reason, send, type Profile } from '@/lib/api';
import { count, fullName, fullTime } from '@/lib/format';
import { usePhone } from '@/lib/media';
import { pagedQuery } from '@/lib/paged';
import { toast } from '@/stores/toasts';
import { membersQuery } from '../api';
import { changesOf, words } from '../audit-words';

export interface AuditEntry {
  number: number;
  at: string;
  actorId: string | null;
  actorName: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  address: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

interface Verification {
  intact: boolean;
  entries: number;
  number: number | null;
  fault: string | null;
  at: string;
}

const FAMILIES = [
  { value: '', label: 'Everything' },
  { value: 'organization', label: 'Organization' },
  { value: 'member', label: 'Members' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'person', label: 'People' },
  { value: 'role', label: 'Roles' },
  { value: 'team', label: 'Teams' },
  { value: 'session', label: 'Sign-ins' },
  { value: 'password', label: 'Passwords' },
  { value: 'passkey', label: 'Passkeys' },
  { value: 'totp', label: 'Second factor' },
  { value: 'token', label: 'API tokens' },
  { value: 'api_client', label: 'API clients' },
  { value: 'sso', label: 'Single sign-on' },
  { value: 'scim', label: 'Provisioning' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'audit', label: 'This log' },
];

interface Filter {
  action: string;
  actorId: string;
  from: string;
  to: string;
}

/** The query of a filter; dates are whole days in the person's own zone. */
function queryOf({ action, actorId, from, to }: Filter) {
  const dayAfter = to ? new Date(new Date(`${to}T00:00`).getTime() + 86_400_000) : null;
  return { action, actorId, from: from ? new Date(`${from}T00:00`).toISOString() : '', to: dayAfter ? dayAfter.toISOString() : '' };
}

/** Who did what, for those who may know; what can be searched, taken along and proven whole. */
export default function AuditSettings({ me }: { me: Profile }) {
  const path = `/v1/organizations/${me.organizationId}/audit`;
  const [filter, setFilter] = useState<Filter>({ action: '', actorId: '', from: '', to: '' });
  const query = queryOf(filter);
  const { data: members } = useQuery(membersQuery(me.organizationId));
  const list = useInfiniteQuery(pagedQuery<AuditEntry>(['audit', me.organizationId, query], path, query));
  const take = useMutation({
    mutationFn: (format: 'csv' | 'jsonl') => download(`${path}/export`, { ...query, format }, `audit.${format}`),
    onError: (error) => toast({ tone: 'bad', title: 'The log could not be exported', detail: reason(error) }),
  });
  const set = (name: keyof Filter) => (value: string) => setFilter({ ...filter, [name]: value });
  return (
    <Section
      title="Audit log"
      description="Who did what to whom and from where. Nobody can change it, nor take anything out of it unnoticed."
      action={
        <>
          <Button icon={<Download size={13} aria-hidden />} loading={take.isPending && take.variables === 'csv'} onClick={() => take.mutate('csv')}>
            CSV
          </Button>
          <Button icon={<Download size={13} aria-hidden />} loading={take.isPending && take.variables === 'jsonl'} onClick={() => take.mutate('jsonl')}>
            JSON
          </Button>
        </>
      }
    >
      <Proof path={`${path}/verification`} />
      <div className="grid grid-cols-4 gap-3 max-md:grid-cols-2" role="search" aria-label="Filter the audit log">
        <Field label="About">{(c) => <Select {...c} className="w-full" value={filter.action} onChange={set('action')} options={FAMILIES} />}</Field>
        <Field label="By">
          {(c) => <Select {...c} className="w-full" value={filter.actorId} onChange={set('actorId')} options={[{ value: '', label: 'Anybody' }, ...(members ?? []).map((m) => ({ value: m.id, label: fullName(m) }))]} />}
        </Field>
        <Field label="From">{(c) => <Input {...c} type="date" max={filter.to || undefined} value={filter.from} onChange={(e) => set('from')(e.target.value)} />}</Field>
        <Field label="To">{(c) => <Input {...c} type="date" min={filter.from || undefined} value={filter.to} onChange={(e) => set('to')(e.target.value)} />}</Field>
      </div>
      {list.error && !list.data && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton className="h-64 w-full rounded-xl" />}
      {list.data?.length === 0 && (
        <EmptyState icon={<ScrollText />} title="Nothing found">
          Nothing in the log fits. Choose a longer time, or everything.
        </EmptyState>
      )}
      {list.data && list.data.length > 0 && <Rows rows={list.data} />}
      {list.hasNextPage && (
        <Button className="justify-self-center" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show older
        </Button>
      )}
    </Section>
  );
}

function Rows({ rows }: { rows: AuditEntry[] }) {
  const [open, setOpen] = useState<number | null>(null);
  // Four columns have no room on a phone: what happened stands over when, who and from where.
  const phone = usePhone();
  return (
    <Table
      label="Audit log"
      className="rounded-xl border border-line bg-surface"
      head={
        phone ? (
          <Th>What, when, who and from where</Th>
        ) : (
          <>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>From where</Th>
          </>
        )
      }
    >
      {rows.map((row) => {
        const shown = open === row.number;
        return (
          <Fragment key={row.number}>
            <Tr>
              {!phone && (
                <>
                  <Td className="whitespace-nowrap text-ink-3">
                    <time dateTime={row.at}>{fullTime(row.at)}</time>
                  </Td>
                  <Td className="whitespace-nowrap">{row.actorName ?? 'Atelier'}</Td>
                </>
              )}
              <Td>
                <button
                  type="button"
                  aria-expanded={shown}
                  aria-controls={`audit-${row.number}`}
                  className="flex min-h-8 items-center gap-1.5 rounded-sm text-left hover:text-accent-text max-md:min-h-11"
                  onClick={() => setOpen(shown ? null : row.number)}
                >
                  <ChevronRight size={13} aria-hidden className={shown ? 'shrink-0 rotate-90' : 'shrink-0'} />
                  {words(row)}
                </button>
                {phone && (
                  <p className="pb-2 pl-5 text-sm text-ink-3">
                    <time dateTime={row.at}>{fullTime(row.at)}</time> · {row.actorName ?? 'Atelier'}
                    {row.address && ` · ${row.address}`}
                  </p>
                )}
              </Td>
              {!phone && <Td className="font-mono text-sm whitespace-nowrap text-ink-3">{row.address ?? '–'}</Td>}
            </Tr>
            {shown && (
              <tr id={`audit-${row.number}`} className="border-b border-line bg-panel">
                <td colSpan={phone ? 1 : 4} className="px-3 py-2.5">
                  <Changes row={row} />
                </td>
              </tr>
            )}
          </Fragment>
        );
      })}
    </Table>
  );
}

function Changes({ row }: { row: AuditEntry }) {
  const changes = changesOf(row);
  return (
    <div className="grid gap-2 text-sm">
      <p className="font-mono text-xs wrap-anywhere text-ink-3">
        #{row.number} {row.action} · {row.subjectType} {row.subjectId}
      </p>
      <dl className="grid gap-1">
        {changes.map((c) => (
          <div key={c.field} className="flex flex-wrap gap-x-2">
            <dt className="min-w-32 text-ink-3">{c.field}</dt>
            <dd className="min-w-0 wrap-anywhere">
              {c.before !== undefined && (
                <>
                  <del className="text-bad">{c.before}</del> <span aria-hidden>→</span>{' '}
                </>
              )}
              {c.after === undefined ? <span className="text-ink-3">nothing</span> : <ins className="no-underline">{c.after}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Proof({ path }: { path: string }) {
  const { data, error, refetch, isFetching } = useQuery({ queryKey: ['audit-proof', path], queryFn: ({ signal }) => api.get<Verification>(path, { signal }), staleTime: 60_000 });
  if (error && !data) return <ErrorLine error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-10 w-full rounded-xl" />;
  return (
    <div role={data.intact ? 'status' : 'alert'} className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border px-3 py-2 text-sm ${data.intact ? 'border-line bg-surface text-ink-2' : 'border-bad/35 bg-bad/8 text-bad'}`}>
      {data.intact ? <ShieldCheck size={15} aria-hidden className="text-ok" /> : <ShieldAlert size={15} aria-hidden />}
      <span className="min-w-0 flex-1">{data.intact ? `The log is whole: ${count(data.entries, 'row')}, each as it was written.` : data.fault}</span>
      <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
        Check again
      </Button>
    </div>
  );
}

/** Fetches a file with the person's token and hands it to the browser. */
async function download(path: string, query: Record<string, string>, name: string): Promise<void> {
  const response = await send('GET', path, undefined, { query });
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
