CREATE TABLE t (id int PRIMARY KEY,
  größe text CHECK (größe IN ('sehr-groß', 'sehr_gro_')));
