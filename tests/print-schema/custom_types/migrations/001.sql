CREATE TABLE documents (
  id uuid PRIMARY KEY,
  words tsvector NOT NULL,
  position point,
  shape polygon,
  network cidr,
  address inet,
  mac macaddr,
  mac8 macaddr8,
  price money,
  duration interval,
  log pg_lsn,
  bits bit(8),
  varied bit varying(12),
  page xml,
  during tstzrange,
  counts int4range,
  search tsquery,
  points point[]
);
CREATE TABLE indexes (id int PRIMARY KEY, words tsvector);
