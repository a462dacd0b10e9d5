alter table widgets add column price numeric(10,2) not null default 0;
