-- This does, and is not reported.
ALTER TABLE agents ADD COLUMN note text;
CREATE INDEX ON agents (title);
