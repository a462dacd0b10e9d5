CREATE TABLE arrays (
  id int PRIMARY KEY,
  a int[] NOT NULL, b text[], c varchar(5)[], d numeric(10,2)[][], e timestamptz[] NOT NULL, f point[], g "char"[],
  h "char", i name, j bpchar, k char(3), l bit, m bit varying, n varchar, o oid, p int2vector, q json, r jsonb[]
);
