-- Imports that run or ran. The file itself is not kept.

create table projects.import_run
(
    organization_id uuid         not null,
    id              uuid         not null,
    state           varchar(10)  not null check (state in ('running', 'done', 'failed', 'cancelled')),
    format          varchar(20)  not null,
    project_name    varchar(100) not null,
    done            int          not null default 0,
    total           int          not null,
    project_id      uuid,
    created         jsonb,
    notices         jsonb        not null default '[]',
    error           text,
    created_by      uuid         not null,
    created_at      timestamptz  not null default now(),
    -- Moves while the import runs; one that stands still belonged to a server that stopped.
    seen_at         timestamptz  not null default now(),
    primary key (organization_id, id)
);
select platform.protect('projects.import_run');
