-- People, organizations, and who belongs to which.

create table users.person
(
    id            uuid primary key,
    username      varchar(50)  not null,
    email         varchar(255) not null,
    first_name    varchar(100) not null,
    last_name     varchar(100) not null,
    time_zone     varchar(64)  not null default 'UTC',
    administrator boolean      not null default false,
    created_at    timestamptz  not null default now(),
    version       int          not null default 1
);
create unique index person_email on users.person (lower(email));
create unique index person_username on users.person (lower(username));
select platform.share('users.person', 'a person may belong to several organizations; reached through memberships');

create table users.organization
(
    id         uuid primary key,
    name       varchar(100) not null,
    slug       varchar(60)  not null,
    created_at timestamptz  not null default now(),
    version    int          not null default 1
);
create unique index organization_slug on users.organization (slug);
select platform.share('users.organization', 'names and addresses of organizations, looked up before one is chosen');

create table users.membership
(
    organization_id uuid        not null references users.organization,
    person_id       uuid        not null references users.person,
    role            varchar(20) not null check (role in ('owner', 'admin', 'member', 'guest')),
    created_at      timestamptz not null default now(),
    primary key (organization_id, person_id)
);
create index membership_person on users.membership (person_id);
select platform.protect('users.membership');
-- A person sees their own memberships before an organization is chosen, at sign-in.
create policy own on users.membership for select using (person_id = (select platform.person()));

create table users.invitation
(
    organization_id uuid         not null references users.organization,
    id              uuid         not null,
    email           varchar(255) not null,
    role            varchar(20)  not null check (role in ('admin', 'member', 'guest')),
    invited_by      uuid         not null references users.person,
    created_at      timestamptz  not null default now(),
    expires_at      timestamptz  not null,
    primary key (organization_id, id)
);
create unique index invitation_email on users.invitation (organization_id, lower(email));
select platform.protect('users.invitation');

-- The secret of an invitation leads to its organization, before the guest has one.
create table users.invitation_token
(
    token_hash      bytea primary key,
    organization_id uuid not null,
    invitation_id   uuid not null,
    foreign key (organization_id, invitation_id) references users.invitation on delete cascade
);
select platform.share('users.invitation_token', 'looked up by the hash of a secret before an organization is known');
