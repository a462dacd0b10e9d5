-- Follows from the mistake in 002, and is not reported.
CREATE INDEX ON users (nick);
