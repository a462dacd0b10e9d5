insert into person (id, name) values (1, 'Axel');
COPY person (id, name) FROM STDIN;
2	Mr. Foo
3	Ms. Bar; it's\ttabbed
\.
