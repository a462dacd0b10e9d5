create table orders (
    id int primary key,
    person_id int not null references person,
    note text not null default '${not a placeholder}'
);
