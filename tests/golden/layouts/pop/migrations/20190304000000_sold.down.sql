drop index widgets_sold;
alter table widgets drop column sold;
