-- Who this database is, among several that exchange their journals. The newest row is its name; the older ones are
-- names it had before it was restored, when its numbers still meant what others have seen under them.

-- Where we are: the cluster and the database in it. A restored copy is elsewhere.
create function platform.home() returns text
    language plpgsql stable as
$$
declare
    database text := (select oid::text from pg_database where datname = current_database());
begin
    return (select system_identifier::text from pg_control_system()) || '/' || database;
exception
    -- Some who host PostgreSQL do not tell the cluster's number.
    when insufficient_privilege then return database;
end
$$;

create table platform.identity
(
    place int generated always as identity primary key,
    id    uuid not null unique default gen_random_uuid(),
    home  text not null default platform.home()
);
insert into platform.identity default values;
select platform.share('platform.identity', 'the name of this database', 'select');
