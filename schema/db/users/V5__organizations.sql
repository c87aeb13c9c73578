-- Organizations that are about to be deleted, and links by which several people may join.

-- When everything of the organization is erased; null: never.
alter table users.organization add column erase_at timestamptz;

create table users.invitation_link
(
    organization_id uuid         not null references users.organization,
    id              uuid         not null,
    role            varchar(20)  not null check (role in ('admin', 'member', 'guest')),
    domain          varchar(255),
    most_uses       int          not null check (most_uses > 0),
    uses            int          not null default 0 check (uses <= most_uses),
    created_by      uuid         not null references users.person,
    created_at      timestamptz  not null,
    expires_at      timestamptz  not null,
    primary key (organization_id, id)
);
select platform.protect('users.invitation_link');

-- The secret of a link leads to its organization, before the guest has one.
create table users.invitation_link_token
(
    token_hash      bytea primary key,
    organization_id uuid not null,
    link_id         uuid not null,
    foreign key (organization_id, link_id) references users.invitation_link on delete cascade
);
select platform.share('users.invitation_link_token', 'looked up by the hash of a secret before an organization is known');

-- Everything of an organization as one file, made in the background and kept for a week.
create table users.export
(
    organization_id uuid        not null references users.organization,
    id              uuid        not null,
    state           varchar(20) not null check (state in ('running', 'done', 'failed', 'cancelled')),
    done            bigint      not null default 0,
    total           bigint      not null default 0,
    size            bigint,
    data_key        bytea,
    problem         text,
    created_by      uuid        not null references users.person,
    created_at      timestamptz not null,
    beat_at         timestamptz not null,
    primary key (organization_id, id)
);
select platform.protect('users.export');
