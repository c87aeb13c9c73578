-- Raw event streams, kept as they came. Every key begins with the organization, so that the log can be partitioned by
-- its hash without changing a key or a query.

-- The newest position of every stream. Its row is locked from the first statement of a batch to the commit, so commit
-- order is seq order and a reader that has seen n has missed nothing before n.
create table ingestion.head
(
    organization_id uuid        not null,
    stream          varchar(64) not null,
    seq             bigint      not null,
    primary key (organization_id, stream)
);
select platform.share('ingestion.head', 'positions only; tells readers who has news');

create table ingestion.stream
(
    organization_id uuid        not null,
    name            varchar(64) not null,
    rejected        bigint      not null default 0,
    last_at         timestamptz,
    created_at      timestamptz not null default now(),
    primary key (organization_id, name)
);
select platform.protect('ingestion.stream');

create table ingestion.event
(
    organization_id uuid         not null,
    stream          varchar(64)  not null,
    seq             bigint       not null,
    event_id        varchar(128) not null,
    type            varchar(80)  not null,
    at              timestamptz  not null,
    received_at     timestamptz  not null default now(),
    data            jsonb        not null,
    primary key (organization_id, stream, seq)
);
create unique index event_once on ingestion.event (organization_id, stream, event_id);
select platform.protect('ingestion.event', 'select, insert');

-- What was refused and why, the newest thousand of each stream, so that a person can see and mend it.
create table ingestion.rejection
(
    organization_id uuid         not null,
    stream          varchar(64)  not null,
    seq             bigint       not null,
    received_at     timestamptz  not null default now(),
    event_id        varchar(128),
    type            varchar(80),
    reason          varchar(500) not null,
    excerpt         varchar(500) not null,
    primary key (organization_id, stream, seq)
);
select platform.protect('ingestion.rejection', 'select, insert, delete');

-- Appends what is new of a batch whose ids are distinct, and returns the ids it took. One sender of a stream at a
-- time holds the head, so what it sees as new stays new until it commits, and seq has no gaps.
create function ingestion.append(organization uuid, stream_name text, events jsonb) returns text[]
    language plpgsql as
$$
declare
    base  bigint;
    taken text[];
begin
    insert into ingestion.head as h (organization_id, stream, seq)
    values (organization, stream_name, 0)
    on conflict (organization_id, stream) do update set seq = h.seq
    returning seq into base;

    with fresh as (
        insert into ingestion.event (organization_id, stream, seq, event_id, type, at, data)
        select organization, stream_name, base + row_number() over (order by e.ordinality),
               e.value ->> 'id', e.value ->> 'type', (e.value ->> 'at')::timestamptz, e.value -> 'data'
        from jsonb_array_elements(events) with ordinality e
        where not exists (select from ingestion.event known
                          where known.organization_id = organization and known.stream = stream_name
                            and known.event_id = e.value ->> 'id')
        on conflict (organization_id, stream, event_id) do nothing
        returning event_id)
    select coalesce(array_agg(event_id::text), '{}') into taken from fresh;

    update ingestion.head set seq = base + cardinality(taken)
    where organization_id = organization and stream = stream_name;
    return taken;
end
$$;
