ALTER TABLE usres ADD COLUMN score int;
