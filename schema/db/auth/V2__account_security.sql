-- What a person signs in with beside the password, what was revoked before its time, and where a session stands.

alter table auth.session add column if not exists used_address varchar(64);
-- Until when the person counts as just having proven again who they are.
alter table auth.session add column if not exists fresh_until timestamptz;

-- Tokens that are dead before they expire: all of a session, or all of a person in an organization issued before.
create table if not exists auth.revocation
(
    id              uuid primary key default gen_random_uuid(),
    subject         uuid        not null,
    organization_id uuid,
    at              timestamptz not null
);
create index if not exists revocation_at on auth.revocation (at);
select platform.share('auth.revocation', 'ids only; every process asks for all of the last minutes');

-- The shared secret of an authenticator app, sealed with the installation's key (RFC 6238).
create table if not exists auth.totp
(
    person_id    uuid primary key,
    secret       bytea       not null,
    created_at   timestamptz not null default now(),
    confirmed_at timestamptz,
    used_step    bigint
);
select platform.share('auth.totp', 'belongs to a person; read only by sign-in');

create table if not exists auth.recovery_code
(
    person_id  uuid        not null,
    code_hash  bytea       not null,
    created_at timestamptz not null default now(),
    used_at    timestamptz,
    primary key (person_id, code_hash)
);
select platform.share('auth.recovery_code', 'belongs to a person; read only by sign-in');

-- Public keys that people registered (WebAuthn Level 3).
create table if not exists auth.passkey
(
    id            uuid primary key,
    person_id     uuid         not null,
    credential_id bytea        not null unique,
    name          varchar(100) not null,
    -- The attested credential data, as the authenticator gave it: AAGUID, id and COSE key.
    credential    bytea        not null,
    counter       bigint       not null,
    backed_up     boolean      not null,
    created_at    timestamptz  not null default now(),
    used_at       timestamptz
);
create index if not exists passkey_person on auth.passkey (person_id);
select platform.share('auth.passkey', 'belongs to a person; looked up by the credential before anybody is known');

-- Questions that await an answer: once, within minutes.
create table if not exists auth.challenge
(
    token_hash      bytea primary key,
    purpose         varchar(20) not null,
    person_id       uuid,
    organization_id uuid,
    expires_at      timestamptz not null
);
create index if not exists challenge_expires on auth.challenge (expires_at);
select platform.share('auth.challenge', 'looked up by the hash of a secret before anybody is known');

create table if not exists auth.password_reset
(
    token_hash bytea primary key,
    id         uuid        not null,
    person_id  uuid        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index if not exists password_reset_person on auth.password_reset (person_id);
select platform.share('auth.password_reset', 'looked up by the hash of a secret in a mail');

-- Browsers somebody signed in with before: guesses from elsewhere do not lock them out.
create table if not exists auth.known_device
(
    token_hash bytea       not null,
    person_id  uuid        not null,
    used_at    timestamptz not null default now(),
    primary key (token_hash, person_id)
);
create index if not exists known_device_person on auth.known_device (person_id);
select platform.share('auth.known_device', 'looked up by the hash of a secret in a cookie');

-- Members who leave lose their sessions: heard of through the journal.
select platform.follow('auth');
