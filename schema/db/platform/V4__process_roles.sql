-- Lets a login role into some schemas, with the rights atelier_app has there, and out of all others. The role of a
-- process that runs only some services; like atelier_app it owns nothing, bypasses nothing and is a member of nothing.
-- Safe to call again: what a table was given since comes along, and what the process no longer runs is taken away.
create function platform.admit(who text, schemas text[]) returns void
    language plpgsql as
$$
declare
    one record;
begin
    if not exists (select from pg_roles where rolname = who) then
        execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', who);
    end if;
    for one in select n.nspname as name from pg_namespace n
               where exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'schema_history')
    loop
        execute format('revoke all on all tables in schema %I from %I', one.name, who);
        execute format('revoke all on all sequences in schema %I from %I', one.name, who);
        execute format('revoke all on schema %I from %I', one.name, who);
        if one.name = any (schemas) then
            execute format('grant usage on schema %I to %I', one.name, who);
        end if;
    end loop;
    for one in select c.oid::regclass as name, case c.relkind when 'S' then 'sequence' else 'table' end as kind,
                      string_agg(distinct a.privilege_type, ', ') as privileges
               from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    cross join lateral aclexplode(c.relacl) a
               where n.nspname = any (schemas) and c.relkind in ('r', 'p', 'v', 'S')
                 and a.grantee = 'atelier_app'::regrole
               group by c.oid, c.relkind
    loop
        execute format('grant %s on %s %s to %I', one.privileges, one.kind, one.name, who);
    end loop;
end
$$;
revoke execute on function platform.admit(text, text[]) from public;
