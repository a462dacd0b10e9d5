create table person (
    id int not null primary key,
    name varchar(100) not null
);
