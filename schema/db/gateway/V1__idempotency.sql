-- Answers to requests that carried an Idempotency-Key, kept 24 hours.

create table gateway.idempotency_key
(
    scope        varchar(80)  not null,
    key          varchar(255) not null,
    fingerprint  bytea        not null,
    status       int,
    content_type varchar(200),
    location     varchar(500),
    etag         varchar(100),
    body         bytea,
    created_at   timestamptz  not null default now(),
    primary key (scope, key)
);
create index idempotency_key_age on gateway.idempotency_key (created_at);
select platform.share('gateway.idempotency_key', 'scope is a person or an address; read only by the gateway');
