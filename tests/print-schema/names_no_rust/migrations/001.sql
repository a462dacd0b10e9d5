-- A backslash is an escape to Rust, and this one is none: rustfmt refuses the text, so Diesel prints its own.
CREATE TABLE windows ("c:\q" int PRIMARY KEY, words tsvector);
CREATE TABLE others (id int PRIMARY KEY, windows_id int REFERENCES windows);
