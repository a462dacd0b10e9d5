ALTER TABLE listings ADD COLUMN furnished boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN listings.furnished IS 'Whether it is let with furniture.';
