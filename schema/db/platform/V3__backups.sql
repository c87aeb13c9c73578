-- What backups and their verifications came to, for the System screen.

create table platform.backup_run
(
    id            uuid          primary key,
    kind          varchar(10)   not null check (kind in ('backup', 'verify')),
    -- The time it was due; null when somebody asked for it.
    scheduled_for timestamptz,
    started_at    timestamptz   not null,
    finished_at   timestamptz,
    outcome       varchar(10)   not null check (outcome in ('running', 'done', 'failed')),
    place         varchar(1000) not null,
    point         varchar(64),
    detail        varchar(4000) not null
);
create index backup_run_start on platform.backup_run (kind, started_at desc);
select platform.share('platform.backup_run', 'one history of the whole installation; holds no business data');
