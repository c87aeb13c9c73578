-- Outgoing webhooks: where organizations want to be told what happens, and what became of telling them.

create table gateway.webhook
(
    organization_id  uuid          not null,
    id               uuid          not null,
    url              varchar(2000) not null,
    description      varchar(500)  not null,
    -- Types of journal entries: whole ones, or beginnings such as task.*
    types            text[]        not null,
    enabled          boolean       not null,
    -- Why the house disabled it; null when a person did, or nobody.
    disabled_reason  varchar(500),
    secret_sealed    bytea         not null,
    -- The one before, which signs beside it for a day.
    former_sealed    bytea,
    former_until     timestamptz,
    failing_since    timestamptz,
    last_success_at  timestamptz,
    last_failure_at  timestamptz,
    created_by       uuid          not null,
    created_at       timestamptz   not null,
    version          int           not null default 1,
    primary key (organization_id, id)
);
select platform.protect('gateway.webhook');

create table gateway.webhook_delivery
(
    organization_id uuid         not null,
    id              uuid         not null,
    webhook_id      uuid         not null,
    -- The journal entry; null for a ping.
    seq             bigint,
    type            varchar(100) not null,
    payload         text         not null,
    state           varchar(20)  not null check (state in ('queued', 'delivered', 'failed')),
    attempts        int          not null default 0,
    -- Of the last attempt.
    status          int,
    answer          varchar(1024),
    error           varchar(500),
    duration_millis int,
    attempted_at    timestamptz,
    -- From when on the three days of attempts count.
    queued_at       timestamptz  not null,
    next_attempt_at timestamptz,
    created_at      timestamptz  not null,
    primary key (organization_id, id),
    foreign key (organization_id, webhook_id) references gateway.webhook on delete cascade
);
create unique index webhook_delivery_entry on gateway.webhook_delivery (organization_id, webhook_id, seq);
create index webhook_delivery_log on gateway.webhook_delivery (organization_id, webhook_id, created_at desc, id desc);
create index webhook_delivery_age on gateway.webhook_delivery (organization_id, created_at);
select platform.protect('gateway.webhook_delivery');

-- What the courier has before it, whichever organization it is for. Taking a row moves its time on: a lease.
create table gateway.webhook_queue
(
    organization_id uuid        not null,
    delivery_id     uuid        not null,
    webhook_id      uuid        not null,
    due_at          timestamptz not null,
    primary key (organization_id, delivery_id)
);
create index webhook_queue_due on gateway.webhook_queue (due_at);
create index webhook_queue_hook on gateway.webhook_queue (webhook_id, due_at);
select platform.share('gateway.webhook_queue', 'ids and times only; one courier serves all organizations');

-- When the log of an organization is next to be cleared of what is too old.
create table gateway.webhook_sweep
(
    organization_id uuid primary key,
    due_at          timestamptz not null
);
create index webhook_sweep_due on gateway.webhook_sweep (due_at);
select platform.share('gateway.webhook_sweep', 'ids and times only; one sweeper serves all organizations');

select platform.follow('gateway');
