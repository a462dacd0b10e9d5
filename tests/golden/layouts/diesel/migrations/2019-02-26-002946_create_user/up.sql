create table user_ (
  id serial primary key,
  name varchar(20) not null,
  email text unique,
  admin boolean default false not null,
  published timestamp not null default now(),
  updated timestamp,
  unique(name)
);
