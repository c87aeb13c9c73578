-- Projects and their tasks.

-- A small copy of who belongs to the organization, kept by following the journal of users.
create table projects.person
(
    organization_id uuid         not null,
    id              uuid         not null,
    username        varchar(50)  not null,
    email           varchar(255) not null,
    name            varchar(201) not null,
    role            varchar(20)  not null,
    primary key (organization_id, id)
);
select platform.protect('projects.person');

create table projects.project
(
    organization_id uuid         not null,
    id              uuid         not null,
    key             varchar(10)  not null,
    name            varchar(100) not null,
    description     text         not null default '',
    color           varchar(10)  not null,
    archived        boolean      not null default false,
    start_date      date,
    due_date        date,
    -- The order, unit and template it was made for; null when a person made it.
    origin          jsonb,
    last_number     int          not null default 0,
    created_by      uuid,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    deleted_at      timestamptz,
    version         int          not null default 1,
    primary key (organization_id, id)
);
create unique index project_key on projects.project (organization_id, key);
create index project_list on projects.project (organization_id, archived, lower(name), id) where deleted_at is null;
select platform.protect('projects.project');

create table projects.project_member
(
    organization_id uuid not null,
    project_id      uuid not null,
    person_id       uuid not null,
    primary key (organization_id, project_id, person_id),
    foreign key (organization_id, project_id) references projects.project on delete cascade
);
create index project_member_person on projects.project_member (organization_id, person_id);
select platform.protect('projects.project_member');

create table projects.status
(
    organization_id uuid         not null,
    id              uuid         not null,
    project_id      uuid         not null,
    name            varchar(100) not null,
    category        varchar(10)  not null check (category in ('todo', 'doing', 'done')),
    position        varchar(64) collate "C" not null,
    wip_limit       int,
    primary key (organization_id, id),
    foreign key (organization_id, project_id) references projects.project on delete cascade
);
create unique index status_name on projects.status (organization_id, project_id, lower(name));
select platform.protect('projects.status');

create table projects.label
(
    organization_id uuid         not null,
    id              uuid         not null,
    project_id      uuid         not null,
    name            varchar(100) not null,
    color           varchar(10)  not null,
    primary key (organization_id, id),
    foreign key (organization_id, project_id) references projects.project on delete cascade
);
create unique index label_name on projects.label (organization_id, project_id, lower(name));
select platform.protect('projects.label');

create table projects.milestone
(
    organization_id uuid         not null,
    id              uuid         not null,
    project_id      uuid         not null,
    name            varchar(100) not null,
    description     text         not null default '',
    start_date      date,
    due_date        date,
    completed_at    timestamptz,
    position        varchar(64) collate "C" not null,
    primary key (organization_id, id),
    foreign key (organization_id, project_id) references projects.project on delete cascade
);
create index milestone_project on projects.milestone (organization_id, project_id);
select platform.protect('projects.milestone');

create table projects.task
(
    organization_id uuid         not null,
    id              uuid         not null,
    project_id      uuid         not null,
    number          int          not null,
    title           varchar(500) not null,
    description     text         not null default '',
    status_id       uuid         not null,
    -- 0 none to 4 urgent
    priority        smallint     not null default 0,
    assignee_ids    uuid[]       not null default '{}',
    label_ids       uuid[]       not null default '{}',
    start_date      date,
    due_date        date,
    -- minutes
    estimate        int,
    parent_id       uuid,
    milestone_id    uuid,
    position        varchar(64) collate "C" not null,
    checklist       jsonb        not null default '[]',
    checklist_total int          not null default 0,
    checklist_done  int          not null default 0,
    completed_at    timestamptz,
    created_by      uuid,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    deleted_at      timestamptz,
    version         int          not null default 1,
    primary key (organization_id, id),
    foreign key (organization_id, project_id) references projects.project on delete cascade,
    foreign key (organization_id, status_id) references projects.status,
    foreign key (organization_id, parent_id) references projects.task deferrable initially deferred,
    foreign key (organization_id, milestone_id) references projects.milestone
);
create unique index task_number on projects.task (organization_id, project_id, number);
create index task_board on projects.task (organization_id, project_id, position, id) where deleted_at is null;
create index task_status on projects.task (organization_id, status_id);
create index task_parent on projects.task (organization_id, parent_id) where parent_id is not null;
create index task_milestone on projects.task (organization_id, milestone_id) where milestone_id is not null;
create index task_assignee on projects.task using gin (assignee_ids) where deleted_at is null and completed_at is null;
create index task_trash on projects.task (deleted_at) where deleted_at is not null;
select platform.protect('projects.task');

select platform.follow('projects');
