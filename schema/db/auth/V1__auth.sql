-- Credentials, sessions and keys. They belong to people, not to organizations.

create table auth.credential
(
    person_id     uuid primary key,
    password_hash varchar(255) not null,
    changed_at    timestamptz  not null default now()
);
select platform.share('auth.credential', 'belongs to a person; read only by sign-in');

-- One sign-in on one device: the family of its rotating refresh tokens.
create table auth.session
(
    id              uuid primary key,
    person_id       uuid        not null,
    organization_id uuid        not null,
    user_agent      varchar(400),
    address         varchar(64),
    created_at      timestamptz not null default now(),
    used_at         timestamptz not null default now(),
    expires_at      timestamptz not null,
    revoked_at      timestamptz,
    revoked_reason  varchar(40)
);
create index session_person on auth.session (person_id);
select platform.share('auth.session', 'belongs to a person; looked up by the secret in a cookie');

create table auth.refresh_token
(
    token_hash bytea primary key,
    session_id uuid        not null references auth.session on delete cascade,
    created_at timestamptz not null default now(),
    used_at    timestamptz
);
create index refresh_token_session on auth.refresh_token (session_id);
select platform.share('auth.refresh_token', 'looked up by the hash of the secret in a cookie');

-- Key pairs that sign access tokens; the private half is sealed with the installation's key.
create table auth.signing_key
(
    id          varchar(64) primary key,
    public_jwk  text        not null,
    private_jwk bytea       not null,
    created_at  timestamptz not null default now(),
    retired_at  timestamptz
);
select platform.share('auth.signing_key', 'belongs to the installation');

-- One-time links that make their bearer the installation's administrator.
create table auth.welcome_link
(
    token_hash bytea primary key,
    person_id  uuid,
    expires_at timestamptz not null,
    used_at    timestamptz
);
select platform.share('auth.welcome_link', 'belongs to the installation');
