ALTER TABLE listings ALTER COLUMN price_currency SET DEFAULT 'EUR';
ALTER TABLE listings ALTER COLUMN quality_score DROP DEFAULT;
ALTER TABLE viewings ALTER COLUMN scheduled_at SET DEFAULT now() + interval '1 day';
