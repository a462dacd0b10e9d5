-- Takes idx_listings_geo with it.
ALTER TABLE listings DROP COLUMN lng;
