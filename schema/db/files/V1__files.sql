-- What is known of files; their bytes lie in the object store, encrypted, each with a key of its own.

create table files.file
(
    organization_id uuid         not null,
    id              uuid         not null,
    task_id         uuid         not null,
    project_id      uuid         not null,
    name            varchar(255) not null,
    size            bigint       not null check (size >= 0),
    type            varchar(100) not null,
    sha256          bytea        not null,
    blob            varchar(200) not null,
    data_key        bytea        not null,
    created_by      uuid         not null,
    created_at      timestamptz  not null,
    primary key (organization_id, id)
);
create index file_task on files.file (organization_id, task_id, created_at, id);
create unique index file_blob on files.file (organization_id, blob);
select platform.protect('files.file');

-- How much an organization keeps, so that a quota costs one row and not a sum.
create table files.usage
(
    organization_id uuid primary key,
    bytes           bigint not null check (bytes >= 0)
);
select platform.protect('files.usage');
