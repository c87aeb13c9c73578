-- What a template's projects contain, for the public page of a service. Null until projects publishes the next version.
alter table catalog.template add column if not exists contents jsonb;
