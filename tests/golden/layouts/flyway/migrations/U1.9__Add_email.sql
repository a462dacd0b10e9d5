alter table person drop column email;
