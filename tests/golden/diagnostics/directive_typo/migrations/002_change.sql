SELECT 1;
-- driftless: ignored only data
SELECT 2;
