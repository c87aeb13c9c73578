-- Whether an address is the person's, and links that prove one.

alter table users.person add column if not exists email_verified_at timestamptz;

-- A new address is not the person's until its link was opened; until then the old one stays.
create table if not exists users.email_confirmation
(
    token_hash bytea primary key,
    id         uuid         not null,
    person_id  uuid         not null references users.person,
    email      varchar(255) not null,
    created_at timestamptz  not null default now(),
    expires_at timestamptz  not null,
    used_at    timestamptz
);
create index if not exists email_confirmation_person on users.email_confirmation (person_id);
select platform.share('users.email_confirmation', 'looked up by the hash of a secret in a mail');
