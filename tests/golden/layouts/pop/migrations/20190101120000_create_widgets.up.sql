create table widgets (
  id uuid not null primary key,
  name varchar(255) not null,
  created_at timestamp not null
);
