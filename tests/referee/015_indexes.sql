DROP INDEX idx_listings_bedrooms;
CREATE UNIQUE INDEX users_email_once ON users (lower(email) DESC NULLS LAST) WHERE email IS NOT NULL;
CREATE INDEX ON listings (stage, price_amount DESC) INCLUDE (title);
