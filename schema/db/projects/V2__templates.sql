-- Project templates with their versions, and which sold unit became which project.

create table projects.template
(
    organization_id uuid         not null,
    id              uuid         not null,
    name            varchar(100) not null,
    description     varchar(2000) not null default '',
    origin          varchar(10)  not null check (origin in ('shipped', 'own')),
    version         int          not null,
    created_by      uuid,
    created_at      timestamptz  not null default now(),
    primary key (organization_id, id)
);
create unique index template_name on projects.template (organization_id, lower(name));
select platform.protect('projects.template');

-- A version never changes: an order pins the one it was placed with.
create table projects.template_version
(
    organization_id uuid        not null,
    template_id     uuid        not null,
    version         int         not null,
    milestones      int         not null,
    tasks           int         not null,
    duration_days   int         not null,
    body            jsonb       not null,
    published_at    timestamptz not null default now(),
    primary key (organization_id, template_id, version),
    foreign key (organization_id, template_id) references projects.template on delete cascade
);
select platform.protect('projects.template_version', 'select, insert');

-- Exactly one project per order line, unit and template version, however often the payment is told.
create table projects.order_project
(
    organization_id  uuid        not null,
    order_line_id    uuid        not null,
    unit             int         not null,
    template_id      uuid        not null,
    template_version int         not null,
    project_id       uuid        not null,
    order_id         uuid        not null,
    created_at       timestamptz not null default now(),
    primary key (organization_id, order_line_id, unit, template_id, template_version)
);
create unique index order_project_project on projects.order_project (organization_id, project_id);
select platform.protect('projects.order_project', 'select, insert');
