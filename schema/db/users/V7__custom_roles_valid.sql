-- Checks what was there before V2, without keeping anybody from writing.
alter table users.membership validate constraint membership_custom_role;
