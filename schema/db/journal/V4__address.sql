-- Entries keep the address they were asked from, for the audit log; what followers write by themselves has none.

alter table journal.entry add column address text;

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
                               audience, request_id, trace, address, data, origin)
    select organization, last - how_many + e.ordinality,
           (e.value ->> 'id')::uuid, coalesce((e.value ->> 'at')::timestamptz, now()), (e.value ->> 'actorId')::uuid,
           e.value ->> 'service', e.value ->> 'type', e.value ->> 'subjectType', (e.value ->> 'subjectId')::uuid,
           e.value ->> 'audience', e.value ->> 'requestId', e.value ->> 'trace', e.value ->> 'address',
           e.value -> 'data', (e.value ->> 'origin')::uuid
    from jsonb_array_elements(entries) with ordinality e;
    return last;
end
$$;
