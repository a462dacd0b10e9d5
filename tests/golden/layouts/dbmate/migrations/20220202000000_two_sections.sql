-- migrate:up
alter table users add column age int;
-- migrate:down
alter table users drop column age;
-- migrate:up
alter table posts add column words int not null default 0;
-- migrate:down
alter table posts drop column words;
