-- Secrets shared with payment providers are sealed again when the installation's data key changes.
select platform.share('orders.signing_secret', 'belongs to the installation; sealed with its key', 'select, insert, update');
