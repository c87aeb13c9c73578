-- Roles that organizations make of permissions, and teams.

create table users.custom_role
(
    organization_id uuid         not null references users.organization,
    id              uuid         not null,
    name            varchar(50)  not null,
    description     varchar(500) not null default '',
    permissions     text[]       not null,
    created_at      timestamptz  not null,
    version         int          not null default 1,
    primary key (organization_id, id)
);
create unique index custom_role_name on users.custom_role (organization_id, lower(name));
select platform.protect('users.custom_role');

alter table users.membership add column custom_role_id uuid;
-- What the custom role gives, kept here, too: at sign-in a person reads their memberships and nothing else.
alter table users.membership add column permissions text[];
alter table users.membership add constraint membership_custom_role
    foreign key (organization_id, custom_role_id) references users.custom_role not valid;

create table users.team
(
    organization_id uuid         not null references users.organization,
    id              uuid         not null,
    name            varchar(100) not null,
    created_at      timestamptz  not null,
    version         int          not null default 1,
    primary key (organization_id, id)
);
create unique index team_name on users.team (organization_id, lower(name));
select platform.protect('users.team');

create table users.team_member
(
    organization_id uuid not null,
    team_id         uuid not null,
    person_id       uuid not null,
    primary key (organization_id, team_id, person_id),
    foreign key (organization_id, team_id) references users.team on delete cascade,
    foreign key (organization_id, person_id) references users.membership on delete cascade
);
create index team_member_person on users.team_member (organization_id, person_id);
select platform.protect('users.team_member');
