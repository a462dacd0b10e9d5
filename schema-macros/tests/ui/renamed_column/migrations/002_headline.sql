ALTER TABLE listings RENAME COLUMN title TO headline;
