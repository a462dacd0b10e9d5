-- A child inherits columns, but neither the key nor the foreign keys.
CREATE TABLE parents (id int PRIMARY KEY, note text);
CREATE TABLE refers (id int PRIMARY KEY, parent_id int REFERENCES parents);
CREATE TABLE heirs (extra text, PRIMARY KEY (id)) INHERITS (parents);
CREATE TABLE other_heirs (own int PRIMARY KEY) INHERITS (refers);
