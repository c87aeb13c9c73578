-- Products, their stock, and which order holds some of it.

-- A small copy of the project templates that a service can be made from, kept by following the journal of projects.
create table catalog.template
(
    organization_id uuid         not null,
    id              uuid         not null,
    version         int          not null,
    name            varchar(200) not null,
    origin          varchar(20)  not null,
    primary key (organization_id, id)
);
select platform.protect('catalog.template');

create table catalog.product
(
    organization_id uuid         not null,
    id              uuid         not null,
    kind            varchar(10)  not null check (kind in ('goods', 'service')),
    name            varchar(200) not null,
    slug            varchar(60)  not null,
    description     text         not null default '',
    price_amount    bigint       not null check (price_amount >= 0),
    price_currency  varchar(3)   not null,
    state           varchar(10)  not null check (state in ('draft', 'published', 'archived')),
    template_id     uuid,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    version         int          not null default 1,
    primary key (organization_id, id)
);
create unique index product_slug on catalog.product (organization_id, slug);
-- Lists and search. A trigram index would not be used: under row-level security PostgreSQL asks an index only with
-- operators that leak nothing, and ILIKE is none, so a search reads one organization's products in this order.
create index product_list on catalog.product (organization_id, lower(name), id);
select platform.protect('catalog.product');

-- Of goods: how many there are, and how many of them orders hold.
create table catalog.stock
(
    organization_id uuid not null,
    product_id      uuid not null,
    on_hand         int  not null default 0,
    reserved        int  not null default 0 check (reserved >= 0),
    primary key (organization_id, product_id),
    foreign key (organization_id, product_id) references catalog.product on delete cascade,
    check (on_hand >= reserved)
);
select platform.protect('catalog.stock');

-- The ledger: the sum of delta is on_hand, always.
create table catalog.movement
(
    organization_id uuid         not null,
    id              uuid         not null,
    product_id      uuid         not null,
    delta           int          not null check (delta <> 0),
    on_hand         int          not null,
    reason          varchar(200) not null,
    order_id        uuid,
    actor_id        uuid,
    at              timestamptz  not null,
    primary key (organization_id, id),
    foreign key (organization_id, product_id) references catalog.product on delete cascade
);
create index movement_product on catalog.movement (organization_id, product_id, id);
select platform.protect('catalog.movement', 'select, insert, delete');

-- What an order holds. leased: until its lease ends; kept: for as long as the order stands; the others are over.
create table catalog.reservation
(
    organization_id uuid        not null,
    order_id        uuid        not null,
    state           varchar(10) not null check (state in ('leased', 'kept', 'released', 'lapsed')),
    created_at      timestamptz not null,
    primary key (organization_id, order_id)
);
select platform.protect('catalog.reservation');

create table catalog.reservation_line
(
    organization_id uuid not null,
    order_id        uuid not null,
    product_id      uuid not null,
    quantity        int  not null check (quantity > 0),
    -- of the quantity, what has left the house
    taken           int  not null default 0 check (taken between 0 and quantity),
    primary key (organization_id, order_id, product_id),
    foreign key (organization_id, order_id) references catalog.reservation,
    foreign key (organization_id, product_id) references catalog.product
);
create index reservation_line_product on catalog.reservation_line (organization_id, product_id);
select platform.protect('catalog.reservation_line');

-- When leases end; a row per reservation that is leased.
create table catalog.lease
(
    organization_id uuid        not null,
    order_id        uuid        not null,
    ends_at         timestamptz not null,
    primary key (organization_id, order_id)
);
create index lease_end on catalog.lease (ends_at);
select platform.share('catalog.lease', 'ids and times only; one job ends the leases of all organizations');

select platform.follow('catalog');
