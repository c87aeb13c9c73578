-- The journal: every change to business data, gapless and ordered per organization (DESIGN §3).

create table journal.head
(
    organization_id uuid primary key,
    seq             bigint not null
);
select platform.share('journal.head', 'positions only; tells followers who has news');

create table journal.entry
(
    organization_id uuid        not null,
    seq             bigint      not null,
    id              uuid        not null,
    at              timestamptz not null,
    actor_id        uuid,
    service         text        not null,
    type            text        not null,
    subject_type    text        not null,
    subject_id      uuid        not null,
    audience        text,
    request_id      text,
    data            jsonb       not null,
    primary key (organization_id, seq)
);
create index entry_subject on journal.entry (organization_id, subject_type, subject_id, seq);
create index entry_audience on journal.entry (organization_id, audience, seq);
select platform.protect('journal.entry', 'select, insert');

-- Appends entries as the last statement of a transaction. The row lock on the head is held until the commit, so
-- commit order is seq order. Returns the seq of the last entry.
create function journal.append(organization uuid, entries jsonb) returns bigint
    language plpgsql as
$$
declare
    how_many bigint := jsonb_array_length(entries);
    last     bigint;
begin
    update journal.head set seq = seq + how_many where organization_id = organization returning seq into last;
    if not found then
        insert into journal.head as h (organization_id, seq)
        values (organization, how_many)
        on conflict (organization_id) do update set seq = h.seq + excluded.seq
        returning seq into last;
    end if;
    insert into journal.entry (organization_id, seq, id, at, actor_id, service, type, subject_type, subject_id,
                               audience, request_id, data)
    select organization, last - how_many + e.ordinality,
           (e.value ->> 'id')::uuid, coalesce((e.value ->> 'at')::timestamptz, now()), (e.value ->> 'actorId')::uuid,
           e.value ->> 'service', e.value ->> 'type', e.value ->> 'subjectType', (e.value ->> 'subjectId')::uuid,
           e.value ->> 'audience', e.value ->> 'requestId', e.value -> 'data'
    from jsonb_array_elements(entries) with ordinality e;
    return last;
end
$$;
