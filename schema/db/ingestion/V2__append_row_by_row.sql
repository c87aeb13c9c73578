-- Looks every id up in the unique index, whatever the planner believes of the table. Joining the batch with the log
-- kept a plan made for an empty table: at 20,000 events, the next 1,000 took 5 s until statistics came; now 0.15 s.
create or replace function ingestion.append(organization uuid, stream_name text, events jsonb) returns text[]
    language plpgsql as
$$
declare
    last  bigint;
    event jsonb;
    taken text[] := '{}';
begin
    insert into ingestion.head as h (organization_id, stream, seq)
    values (organization, stream_name, 0)
    on conflict (organization_id, stream) do update set seq = h.seq
    returning seq into last;

    for event in select value from jsonb_array_elements(events) loop
        insert into ingestion.event (organization_id, stream, seq, event_id, type, at, data)
        values (organization, stream_name, last + 1, event ->> 'id', event ->> 'type', (event ->> 'at')::timestamptz,
                event -> 'data')
        on conflict (organization_id, stream, event_id) do nothing;
        if found then
            last := last + 1;
            taken := taken || (event ->> 'id');
        end if;
    end loop;

    update ingestion.head set seq = last where organization_id = organization and stream = stream_name;
    return taken;
end
$$;
