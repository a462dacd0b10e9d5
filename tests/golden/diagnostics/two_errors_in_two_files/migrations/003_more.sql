-- Nothing here follows from the mistake in 002.
ALTER TABLE users DROP COLUMN agee;
