-- migrate:up
create table posts (
  id serial primary key,
  author int not null references users,
  name text
);

-- migrate:down
drop table posts;
