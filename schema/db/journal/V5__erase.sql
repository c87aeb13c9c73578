-- An organization that was deleted is erased from every database, as its journal says.

-- Whether everything of an organization is to be erased from here: it was to be deleted, nobody changed their mind, and
-- the time has come. The journal of this database says so, whoever asks.
create function journal.erasable(organization uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
    perform set_config('atelier.organization', organization::text, true);
    return coalesce((select e.type = 'organization.deletion_scheduled' and (e.data -> 'organization' ->> 'eraseAt')::timestamptz <= now()
                     from journal.entry e
                     where e.organization_id = organization and e.subject_type = 'organization' and e.subject_id = organization
                       and e.type in ('organization.deletion_scheduled', 'organization.deletion_cancelled')
                     order by e.seq desc limit 1), false);
end
$$;

-- Erases it, from every table of this database that has an organization_id, the journal last. With the rights of the
-- owner, because the login role may not delete from all of them, and must not.
create function journal.erase(organization uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
    remaining regclass[];
    postponed regclass[];
    one       regclass;
begin
    if not journal.erasable(organization) then
        return false;
    end if;
    select array_agg(c.oid::regclass) into remaining
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> 'journal'
      and exists (select from pg_class h where h.relnamespace = n.oid and h.relname = 'schema_history')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped);
    while remaining is not null loop
        postponed := null;
        foreach one in array remaining loop
            begin
                execute format('delete from %s where organization_id = $1', one) using organization;
            exception when foreign_key_violation then
                -- Others refer to it; they go first.
                postponed := postponed || one;
            end;
        end loop;
        if cardinality(postponed) = cardinality(remaining) then
            raise exception 'These tables refer to each other and cannot be erased: %', postponed;
        end if;
        remaining := postponed;
    end loop;
    delete from journal.early where organization_id = organization;
    delete from journal.copied where organization_id = organization;
    delete from journal.relayed where organization_id = organization;
    delete from journal.entry where organization_id = organization;
    delete from journal.head where organization_id = organization;
    return true;
end
$$;
