create or replace function people() returns bigint language sql as 'select count(*) from person';
