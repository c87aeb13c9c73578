-- Envelope encryption: secrets are sealed with data keys, and those are wrapped by the installation's key provider.

create table platform.data_key
(
    id         uuid primary key,
    -- What the provider made of the 32 bytes; they are nowhere in clear.
    wrapped    bytea       not null,
    provider   varchar(20) not null,
    created_at timestamptz not null default now(),
    -- Nothing that lasts is sealed with it any more; it is kept for what travels and for what is short-lived.
    retired_at timestamptz
);
select platform.share('platform.data_key', 'belongs to the installation; wrapped by its key provider', 'select, insert, update');

-- How far each place with sealed values is: all of them are sealed with this key or a newer one.
create table platform.resealed
(
    place      varchar(100) primary key,
    key_id     uuid,
    -- Who seals again holds the place for so long, and says so again while it works.
    busy_until timestamptz not null default '-infinity',
    changed    bigint      not null default 0,
    done_at    timestamptz
);
select platform.share('platform.resealed', 'names of columns and progress only', 'select, insert, update');
