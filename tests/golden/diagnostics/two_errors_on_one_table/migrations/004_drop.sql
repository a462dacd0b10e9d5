-- Does not.
ALTER TABLE users DROP COLUMN agee;
