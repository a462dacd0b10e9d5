alter table widgets add column price decimal(10,2) unsigned not null default 0;
