CREATE TABLE t (id int);
CREATE SEQUENCE numbers OWNED BY t.nr;
