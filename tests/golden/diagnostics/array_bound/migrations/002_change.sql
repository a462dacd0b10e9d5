ALTER TABLE users ADD COLUMN scores int[1 + 2];
