alter table widgets add column sold boolean not null default false;
create index widgets_sold on widgets (sold);
