ALTER TABLE listings RENAME COLUMN status TO stage;
