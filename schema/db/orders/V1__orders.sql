-- Orders, their lines and payments, and what happened to them.

-- The last order number given out, so that numbers have no gaps: taken in the transaction that places the order.
create table orders.counter
(
    organization_id uuid not null primary key,
    last_number     int  not null
);
select platform.protect('orders.counter');

create table orders.placed_order
(
    organization_id  uuid          not null,
    id               uuid          not null,
    number           int           not null,
    state            varchar(20)   not null check (state in ('placed', 'completed', 'cancelled', 'expired')),
    payment          varchar(20)   not null check (payment in ('pending', 'authorized', 'captured', 'failed', 'voided',
                                                               'partially_refunded', 'refunded')),
    fulfilment       varchar(20)   not null check (fulfilment in ('unfulfilled', 'partially_fulfilled', 'fulfilled',
                                                                  'cancelled')),
    customer_name    varchar(200)  not null,
    customer_email   varchar(255)  not null,
    customer_company varchar(200),
    currency         varchar(3)    not null,
    total            bigint        not null check (total >= 0),
    note             varchar(2000),
    placed_at        timestamptz   not null,
    paid_at          timestamptz,
    -- When it expires unless it is paid; null: it waits.
    pay_by           timestamptz,
    -- Of the request, so that the same id with other content is noticed.
    content_hash     bytea         not null,
    -- The customer's secret, sealed, for the answer to a checkout that is sent again.
    secret_sealed    bytea         not null,
    version          int           not null default 1,
    primary key (organization_id, id)
);
create unique index placed_order_number on orders.placed_order (organization_id, number);
create index placed_order_list on orders.placed_order (organization_id, placed_at desc, id desc);
select platform.protect('orders.placed_order');

create table orders.line
(
    organization_id  uuid         not null,
    id               uuid         not null,
    order_id         uuid         not null,
    position         int          not null,
    product_id       uuid         not null,
    name             varchar(200) not null,
    kind             varchar(10)  not null check (kind in ('goods', 'service')),
    quantity         int          not null check (quantity > 0),
    unit_price       bigint       not null check (unit_price >= 0),
    -- Pinned when the order is placed: a template that changes later changes no order.
    template_id      uuid,
    template_version int,
    fulfilled        int          not null default 0 check (fulfilled between 0 and quantity),
    primary key (organization_id, id),
    foreign key (organization_id, order_id) references orders.placed_order
);
create unique index line_position on orders.line (organization_id, order_id, position);
select platform.protect('orders.line');

-- The project that one unit of a service line became.
create table orders.unit
(
    organization_id uuid         not null,
    line_id         uuid         not null,
    unit            int          not null,
    project_id      uuid         not null,
    project_name    varchar(200) not null,
    primary key (organization_id, line_id, unit),
    foreign key (organization_id, line_id) references orders.line
);
select platform.protect('orders.unit');

create table orders.payment
(
    organization_id uuid        not null,
    id              uuid        not null,
    order_id        uuid        not null,
    provider        varchar(20) not null,
    state           varchar(20) not null,
    amount          bigint      not null,
    refunded        bigint      not null default 0 check (refunded between 0 and amount),
    method          varchar(20),
    reference       varchar(200),
    primary key (organization_id, id),
    foreign key (organization_id, order_id) references orders.placed_order
);
create unique index payment_order on orders.payment (organization_id, order_id);
select platform.protect('orders.payment');

-- What a provider told, by its own event id: a second telling finds the first.
create table orders.payment_event
(
    organization_id uuid         not null,
    provider        varchar(20)  not null,
    id              varchar(255) not null,
    payment_id      uuid         not null,
    type            varchar(40)  not null,
    at              timestamptz  not null,
    received_at     timestamptz  not null,
    outcome         varchar(20)  not null,
    primary key (organization_id, provider, id)
);
create index payment_event_payment on orders.payment_event (organization_id, payment_id);
select platform.protect('orders.payment_event');

create table orders.history
(
    organization_id uuid         not null,
    order_id        uuid         not null,
    number          int          not null,
    at              timestamptz  not null,
    what            varchar(500) not null,
    by_name         varchar(201),
    primary key (organization_id, order_id, number),
    foreign key (organization_id, order_id) references orders.placed_order
);
select platform.protect('orders.history', 'select, insert');

-- Leads a customer, who belongs to no organization, from the order's id and secret to the order.
create table orders.place
(
    order_id        uuid  primary key,
    organization_id uuid  not null,
    secret_hash     bytea not null
);
select platform.share('orders.place', 'looked up by the hash of a secret before an organization is known', 'select, insert');

-- Leads a provider from a payment's id to its order.
create table orders.payment_place
(
    payment_id      uuid primary key,
    organization_id uuid not null,
    order_id        uuid not null
);
select platform.share('orders.payment_place', 'looked up by payment providers before an organization is known',
                      'select, insert');

create table orders.deadline
(
    organization_id uuid        not null,
    order_id        uuid        not null,
    pay_by          timestamptz not null,
    primary key (organization_id, order_id)
);
create index deadline_time on orders.deadline (pay_by);
select platform.share('orders.deadline', 'ids and times only; one job expires the orders of all organizations');

create table orders.signing_secret
(
    provider varchar(20) primary key,
    sealed   bytea not null
);
select platform.share('orders.signing_secret', 'belongs to the installation; sealed with its key', 'select, insert');

select platform.follow('orders');
