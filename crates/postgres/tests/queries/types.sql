CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN posint AS integer CHECK (VALUE > 0);
CREATE DOMAIN tiny AS posint;
CREATE DOMAIN short AS varchar(10);
CREATE DOMAIN words AS text[];
CREATE DOMAIN plain AS text COLLATE "C";
CREATE TYPE address AS (street text, zip varchar(5), feeling mood);
CREATE TYPE floatrange AS RANGE (subtype = float8, multirange_type_name = floatranges);
CREATE TABLE people (id integer PRIMARY KEY, m mood, p posint, t tiny, s short, w words, n plain, a address, r floatrange, ms mood[], aa address[]);
