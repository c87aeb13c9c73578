-- Provisioning (SCIM 2.0, RFC 7643): what an organization's identity provider says of its people and groups.

-- What it wrote of a person, as it wrote it; whether they are active is their membership.
create table users.scim_user
(
    organization_id uuid         not null,
    person_id       uuid         not null references users.person,
    user_name       varchar(255) not null,
    external_id     varchar(255),
    email           varchar(255) not null,
    given_name      varchar(100),
    family_name     varchar(100),
    display_name    varchar(255),
    -- Whether provisioning made the person; only then may it change who they are.
    made            boolean      not null default false,
    -- What they were when they were deactivated, and are again when they come back.
    role            varchar(20)  not null default 'member' check (role in ('owner', 'admin', 'member', 'guest')),
    custom_role_id  uuid,
    created_at      timestamptz  not null default now(),
    changed_at      timestamptz  not null default now(),
    deleted_at      timestamptz,
    version         int          not null default 1,
    primary key (organization_id, person_id)
);
create unique index scim_user_name on users.scim_user (organization_id, lower(user_name)) where deleted_at is null;
create index scim_user_external on users.scim_user (organization_id, external_id);
create index scim_user_person on users.scim_user (person_id);
select platform.protect('users.scim_user');

-- Each is a team of the same id; here stands what the provider says of it, people included who are away.
create table users.scim_group
(
    organization_id uuid         not null,
    id              uuid         not null,
    display_name    varchar(255) not null,
    external_id     varchar(255),
    created_at      timestamptz  not null default now(),
    changed_at      timestamptz  not null default now(),
    version         int          not null default 1,
    primary key (organization_id, id)
);
create unique index scim_group_name on users.scim_group (organization_id, lower(display_name));
select platform.protect('users.scim_group');

create table users.scim_group_member
(
    organization_id uuid not null,
    group_id        uuid not null,
    person_id       uuid not null references users.person,
    primary key (organization_id, group_id, person_id),
    foreign key (organization_id, group_id) references users.scim_group on delete cascade
);
create index scim_group_member_person on users.scim_group_member (organization_id, person_id);
select platform.protect('users.scim_group_member');
