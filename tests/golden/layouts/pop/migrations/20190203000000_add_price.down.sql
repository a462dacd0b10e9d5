alter table widgets drop column price;
