ALTER TABLE people RENAME COLUMN name TO full_name;
ALTER TABLE people RENAME TO staff;
