-- What people are told: in the application, and by mail.

create table notifications.notice
(
    organization_id uuid         not null,
    id              uuid         not null,
    person_id       uuid         not null,
    type            varchar(30)  not null,
    title           varchar(300) not null,
    body            varchar(500) not null,
    link            varchar(300) not null,
    actor_id        uuid,
    created_at      timestamptz  not null,
    read_at         timestamptz,
    primary key (organization_id, id)
);
create index notice_person on notifications.notice (organization_id, person_id, created_at desc, id desc);
create index notice_unread on notifications.notice (organization_id, person_id) where read_at is null;
select platform.protect('notifications.notice');

create table notifications.preference
(
    organization_id uuid        not null,
    person_id       uuid        not null,
    type            varchar(30) not null,
    in_app          boolean     not null,
    email           boolean     not null,
    primary key (organization_id, person_id, type)
);
select platform.protect('notifications.preference');

-- Every mail that is or was to be sent.
create table notifications.delivery
(
    organization_id uuid         not null,
    id              uuid         not null,
    address         varchar(255) not null,
    subject         varchar(400) not null,
    text            text         not null,
    html            text         not null,
    state           varchar(20)  not null check (state in ('queued', 'sent', 'failed', 'suppressed')),
    attempts        int          not null default 0,
    error           varchar(500),
    created_at      timestamptz  not null,
    done_at         timestamptz,
    primary key (organization_id, id)
);
select platform.protect('notifications.delivery');

-- Addresses that take nothing and are not tried again.
create table notifications.suppression
(
    organization_id uuid         not null,
    address         varchar(255) not null,
    reason          varchar(500) not null,
    since           timestamptz  not null default now(),
    primary key (organization_id, address)
);
select platform.protect('notifications.suppression');

-- What the mail worker has before it, whichever organization it is for.
create table notifications.queue
(
    organization_id uuid        not null,
    delivery_id     uuid        not null,
    due_at          timestamptz not null,
    primary key (organization_id, delivery_id)
);
create index queue_due on notifications.queue (due_at);
select platform.share('notifications.queue', 'ids and times only; one worker serves all organizations');

-- Where mail goes while no mail server is configured.
create table notifications.captured
(
    id      uuid primary key,
    channel varchar(20)  not null,
    address varchar(255) not null,
    subject varchar(400) not null,
    text    text         not null,
    html    text         not null,
    at      timestamptz  not null default now()
);
create index captured_at on notifications.captured (at desc);
select platform.share('notifications.captured', 'stands in for a mail server on a machine without one; shown to that machine only');

select platform.follow('notifications');
