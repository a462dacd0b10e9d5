-- The queue keeps its tables to itself.
-- driftless: ignore
SELECT queue.create('mail');
