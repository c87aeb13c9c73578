-- Several databases exchange their journals over Kafka. An entry without origin was born here; one with was born in
-- the database of that identity and copied.

alter table journal.entry add column origin uuid;

create or replace function journal.append(organization uuid, entries jsonb) returns bigint
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
                               audience, request_id, trace, data, origin)
    select organization, last - how_many + e.ordinality,
           (e.value ->> 'id')::uuid, coalesce((e.value ->> 'at')::timestamptz, now()), (e.value ->> 'actorId')::uuid,
           e.value ->> 'service', e.value ->> 'type', e.value ->> 'subjectType', (e.value ->> 'subjectId')::uuid,
           e.value ->> 'audience', e.value ->> 'requestId', e.value ->> 'trace',
           e.value -> 'data', (e.value ->> 'origin')::uuid
    from jsonb_array_elements(entries) with ordinality e;
    return last;
end
$$;

-- Which process of this database publishes. A lease, so that no session and no transaction has to last.
create table journal.relay
(
    one    boolean primary key default true check (one),
    holder uuid,
    until  timestamptz not null default '-infinity'
);
insert into journal.relay default values;
select platform.share('journal.relay', 'one row: who publishes', 'select, update');

-- How far the relay has looked, and the last entry it published under the present identity (0: none).
create table journal.relayed
(
    organization_id uuid primary key,
    seq             bigint not null,
    published       bigint not null
);
select platform.share('journal.relayed', 'positions only; one relay serves all organizations', 'select, insert, update');

-- How far each other database's journal has been copied, in that database's numbers, and how many entries wait
-- because one before them has not come yet.
create table journal.copied
(
    organization_id uuid        not null,
    origin          uuid        not null,
    seq             bigint      not null,
    waiting         int         not null default 0,
    moved_at        timestamptz not null default now(),
    primary key (organization_id, origin)
);
create index copied_waiting on journal.copied (moved_at) where waiting > 0;
select platform.share('journal.copied', 'positions only; one copier serves all organizations', 'select, insert, update');

-- Entries that came before the one they follow, as happens when a topic gets more partitions. They wait for it.
create table journal.early
(
    organization_id uuid   not null,
    origin          uuid   not null,
    seq             bigint not null,
    prev            bigint not null,
    entry           jsonb  not null,
    primary key (organization_id, origin, seq)
);
select platform.protect('journal.early');

-- Gives this database a new name, as is needed after a restore: what it writes from now on has numbers under which
-- others may have seen something else.
create function journal.reborn() returns uuid
    language plpgsql as
$$
declare
    name uuid;
begin
    insert into platform.identity default values returning id into name;
    update journal.relayed set published = 0;
    return name;
end
$$;
revoke execute on function journal.reborn() from public;

-- The name of this database; a new one when it finds itself elsewhere than where it got its name. Relay and copier ask
-- at the same moment: the lock, and a look after it, give both the same new one.
create function journal.named() returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
    here   text := platform.home();
    newest platform.identity;
begin
    select * into newest from platform.identity order by place desc limit 1;
    if newest.home = here then
        return newest.id;
    end if;
    lock table platform.identity in share row exclusive mode;
    select * into newest from platform.identity order by place desc limit 1;
    return case when newest.home = here then newest.id else journal.reborn() end;
end
$$;
