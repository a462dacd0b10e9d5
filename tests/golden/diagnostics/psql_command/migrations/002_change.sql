\restrict abc
ALTER TABLE users ADD COLUMN score int;
