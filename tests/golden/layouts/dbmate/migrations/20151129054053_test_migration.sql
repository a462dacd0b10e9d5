-- This migration creates the users table.

-- migrate:up
create table users (
  id serial primary key,
  name text
);
insert into users (id, name) values (1, 'alice');

-- migrate:down
drop table users;
