-- The audit log: what concerns security and administration, copied from the journal into a chain of hashes, so that a
-- row that was altered, taken out or moved is found. The login role may add to it and nothing else.

create table users.audit_entry
(
    organization_id uuid        not null,
    number          bigint      not null,
    seq             bigint      not null,
    at              timestamptz not null,
    actor_id        uuid,
    actor_name      text,
    action          text        not null,
    subject_type    text        not null,
    subject_id      uuid        not null,
    address         text,
    before          text,
    after           text,
    hash            bytea       not null,
    primary key (organization_id, number)
);
create unique index audit_entry_seq on users.audit_entry (organization_id, seq);
create index audit_entry_action on users.audit_entry (organization_id, action, number);
create index audit_entry_actor on users.audit_entry (organization_id, actor_id, number);
create index audit_entry_subject on users.audit_entry (organization_id, subject_id, number);
create index audit_entry_at on users.audit_entry (organization_id, at, number);
select platform.protect('users.audit_entry', 'select, insert');

-- The end of each chain, sealed with the installation's key: who takes rows off the end cannot write a new one.
create table users.audit_head
(
    organization_id uuid primary key,
    number          bigint not null,
    seal            bytea  not null
);
select platform.protect('users.audit_head', 'select, insert, update');

select platform.follow('users');
