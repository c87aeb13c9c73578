-- The talk about tasks.

create table collaboration.comment
(
    organization_id uuid         not null,
    id              uuid         not null,
    task_id         uuid         not null,
    project_id      uuid         not null,
    author_id       uuid,
    author_name     varchar(200) not null,
    body            text         not null check (length(body) between 1 and 20000),
    created_at      timestamptz  not null,
    edited_at       timestamptz,
    imported        boolean      not null default false,
    version         int          not null default 1,
    primary key (organization_id, id)
);
create index comment_task on collaboration.comment (organization_id, task_id, created_at, id);
select platform.protect('collaboration.comment');

select platform.follow('collaboration');
