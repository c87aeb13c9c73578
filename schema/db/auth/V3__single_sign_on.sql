-- Single sign-on, and signing keys that overlap.

-- A key is published from its making and signs from this moment on, until the next one does.
alter table auth.signing_key add column signs_from timestamptz not null default now();

-- An organization's own identity provider (OpenID Connect).
create table auth.connection
(
    organization_id uuid         not null,
    id              uuid         not null,
    name            varchar(100) not null,
    issuer          varchar(500) not null,
    client_id       varchar(255) not null,
    client_secret   bytea,
    mode            varchar(20)  not null check (mode in ('optional', 'forced')),
    provision       boolean      not null,
    default_role    varchar(20)  not null check (default_role in ('admin', 'member', 'guest')),
    -- When an admin last came back from the provider with these settings.
    proven_at       timestamptz,
    created_at      timestamptz  not null default now(),
    version         int          not null default 1,
    primary key (organization_id, id)
);
select platform.protect('auth.connection');

create table auth.connection_place
(
    connection_id   uuid primary key,
    organization_id uuid not null,
    foreign key (organization_id, connection_id) references auth.connection on delete cascade
);
select platform.share('auth.connection_place', 'leads to the organization of a connection, before anybody is signed in');

-- E-mail domains that organizations claim. One that is approved belongs to one organization.
create table auth.domain
(
    organization_id uuid         not null,
    connection_id   uuid         not null,
    name            varchar(253) not null,
    claimed_at      timestamptz  not null default now(),
    approved_at     timestamptz,
    approved_by     uuid,
    primary key (connection_id, name),
    foreign key (organization_id, connection_id) references auth.connection on delete cascade
);
create unique index domain_approved on auth.domain (name) where approved_at is not null;
create index domain_connection on auth.domain (organization_id, connection_id);
select platform.share('auth.domain', 'looked up by the domain of an e-mail address, before an organization is known');

-- Who somebody is at an identity provider. Never by e-mail: issuer and subject alone.
create table auth.identity_link
(
    issuer     varchar(500) not null,
    subject    varchar(255) not null,
    id         uuid         not null unique,
    person_id  uuid         not null,
    provider   varchar(100) not null,
    email      varchar(255),
    created_at timestamptz  not null default now(),
    used_at    timestamptz,
    primary key (issuer, subject)
);
create index identity_link_person on auth.identity_link (person_id);
select platform.share('auth.identity_link', 'belongs to a person; looked up by what an identity provider says');

-- A way to the provider and back: one use, ten minutes, one browser.
create table auth.sso_attempt
(
    state_hash   bytea primary key,
    browser_hash bytea        not null,
    provider     varchar(100) not null,
    purpose      varchar(20)  not null check (purpose in ('sign-in', 'link', 'prove')),
    person_id    uuid,
    -- The nonce and the verifier of PKCE, sealed.
    secrets      bytea        not null,
    return_to    varchar(500) not null,
    expires_at   timestamptz  not null
);
create index sso_attempt_expiry on auth.sso_attempt (expires_at);
select platform.share('auth.sso_attempt', 'looked up by the hash of a secret before anybody is signed in');
