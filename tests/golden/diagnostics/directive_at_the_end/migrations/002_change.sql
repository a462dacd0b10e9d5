SELECT 1;
-- driftless: ignore nothing follows
