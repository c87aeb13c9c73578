-- Machine access: API tokens, clients of third parties, and what people let those clients do.

-- What a machine shows, hashed, leads to its organization before one is known: tokens, clients' ids, codes.
create table auth.machine_key
(
    key_hash        bytea primary key,
    organization_id uuid        not null,
    kind            varchar(20) not null check (kind in ('token', 'client', 'code', 'refresh')),
    subject_id      uuid        not null
);
create index machine_key_subject on auth.machine_key (subject_id);
select platform.share('auth.machine_key', 'looked up by the hash of a secret before an organization is known');

create table auth.api_token
(
    organization_id uuid          not null,
    id              uuid          not null,
    -- For whom it acts; it never may more than they.
    person_id       uuid          not null,
    kind            varchar(20)   not null check (kind in ('personal', 'organization')),
    name            varchar(100)  not null,
    scopes          varchar(1000) not null,
    -- How it begins, to tell it from others when one turns up somewhere.
    begins          varchar(16)   not null,
    created_at      timestamptz   not null default now(),
    expires_at      timestamptz   not null,
    used_at         timestamptz,
    ended_at        timestamptz,
    ended_reason    varchar(40),
    primary key (organization_id, id)
);
create index api_token_person on auth.api_token (organization_id, person_id);
select platform.protect('auth.api_token');

-- Programs of third parties that an organization lets its people connect (OAuth 2.1).
create table auth.api_client
(
    organization_id uuid          not null,
    id              uuid          not null,
    name            varchar(100)  not null,
    redirect_uris   text[]        not null,
    scopes          varchar(1000) not null,
    -- Null: a public client, which cannot keep a secret.
    secret_hash     bytea,
    created_by      uuid          not null,
    created_at      timestamptz   not null default now(),
    version         int           not null default 1,
    primary key (organization_id, id)
);
select platform.protect('auth.api_client');

-- What a person allowed a client.
create table auth.client_grant
(
    organization_id uuid          not null,
    id              uuid          not null,
    client_id       uuid          not null,
    person_id       uuid          not null,
    scopes          varchar(1000) not null,
    created_at      timestamptz   not null default now(),
    used_at         timestamptz   not null default now(),
    expires_at      timestamptz   not null,
    ended_at        timestamptz,
    ended_reason    varchar(40),
    primary key (organization_id, id),
    foreign key (organization_id, client_id) references auth.api_client on delete cascade
);
create index client_grant_person on auth.client_grant (organization_id, person_id);
create index client_grant_client on auth.client_grant (organization_id, client_id);
select platform.protect('auth.client_grant');

-- Codes of the authorization endpoint: good for a minute and one exchange.
create table auth.client_code
(
    organization_id uuid          not null,
    id              uuid          not null,
    client_id       uuid          not null,
    person_id       uuid          not null,
    redirect_uri    text          not null,
    scopes          varchar(1000) not null,
    challenge       varchar(64)   not null,
    expires_at      timestamptz   not null,
    used_at         timestamptz,
    -- What came of it, to be ended when the code turns up again.
    grant_id        uuid,
    primary key (organization_id, id),
    foreign key (organization_id, client_id) references auth.api_client on delete cascade
);
create index client_code_expires on auth.client_code (organization_id, expires_at);
create index client_code_client on auth.client_code (organization_id, client_id);
select platform.protect('auth.client_code');

create table auth.client_refresh
(
    organization_id uuid        not null,
    id              uuid        not null,
    grant_id        uuid        not null,
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null,
    used_at         timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, grant_id) references auth.client_grant on delete cascade
);
create index client_refresh_grant on auth.client_refresh (organization_id, grant_id);
select platform.protect('auth.client_refresh');

select platform.follow('auth');
