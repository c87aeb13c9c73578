-- What every other schema rests on: who the caller's organization and person are, and how a table is protected.

do $$
begin
    if not exists (select from pg_roles where rolname = 'atelier_app') then
        create role atelier_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
end
$$;

grant usage on schema platform to atelier_app;

-- The organization this transaction works for; null outside db.in(organization, …), and null equals nothing.
create function platform.organization() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('atelier.organization', true), '')::uuid;

-- The person this transaction works for, where a row belongs to a person across organizations.
create function platform.person() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('atelier.person', true), '')::uuid;

-- Makes a table a tenant table: row-level security forced, one policy, privileges for the login role.
-- Safe to call again.
create function platform.protect(target regclass, privileges text default 'select, insert, update, delete')
    returns void
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('drop policy if exists tenant on %s', target);
    execute format('create policy tenant on %s using (organization_id = (select platform.organization()))', target);
    execute format('revoke all on %s from atelier_app', target);
    execute format('grant %s on %s to atelier_app', privileges, target);
end
$$;

-- Opens a table that belongs to no tenant, with the reason why, which the catalog test demands.
create function platform.share(target regclass, reason text, privileges text default 'select, insert, update, delete')
    returns void
    language plpgsql as
$$
begin
    execute format('comment on table %s is %L', target, 'shared: ' || reason);
    execute format('revoke all on %s from atelier_app', target);
    execute format('grant %s on %s to atelier_app', privileges, target);
end
$$;

-- The two tables of a service that follows the journal: where each follower stands, and what it could not digest.
create function platform.follow(service text) returns void
    language plpgsql as
$$
begin
    execute format($ddl$
        create table if not exists %1$I.follower_cursor
        (
            organization_id uuid        not null,
            follower        text        not null,
            seq             bigint      not null,
            moved_at        timestamptz not null default now(),
            primary key (organization_id, follower)
        )$ddl$, service);
    perform platform.share(format('%I.follower_cursor', service)::regclass,
                           'positions only; one reader serves all organizations');
    execute format($ddl$
        create table if not exists %1$I.dead_letter
        (
            organization_id uuid        not null,
            follower        text        not null,
            seq             bigint      not null,
            attempts        int         not null,
            error           text        not null,
            next_attempt_at timestamptz,
            parked_at       timestamptz,
            primary key (organization_id, follower, seq)
        )$ddl$, service);
    perform platform.share(format('%I.dead_letter', service)::regclass,
                           'positions and error texts only; one reader serves all organizations');
end
$$;
