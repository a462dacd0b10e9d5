alter table widgets add column price double;
