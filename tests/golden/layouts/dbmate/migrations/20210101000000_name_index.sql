-- migrate:up transaction:false
create index concurrently posts_name on posts (name);
create index concurrently users_name on users (name);

-- migrate:down
drop index users_name;
drop index posts_name;
