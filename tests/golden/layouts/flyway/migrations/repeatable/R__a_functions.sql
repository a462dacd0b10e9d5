create or replace function shout(t text) returns text language sql immutable as 'select upper(t)';
