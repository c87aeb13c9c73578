-- Files at tasks that are gone for good go as well: heard of through the journal.

select platform.follow('files');
