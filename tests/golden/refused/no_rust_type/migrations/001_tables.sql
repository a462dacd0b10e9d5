CREATE EXTENSION cube;
CREATE TABLE documents (
  id int PRIMARY KEY,
  owner	regrole NOT NULL,
  version xid8[],
  mask bit(3),
  grants aclitem,
  place cube
);
