delete from person;
