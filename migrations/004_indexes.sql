-- Search.
CREATE INDEX idx_listings_status ON listings(status);
CREATE INDEX idx_listings_poster_id ON listings(poster_id);
CREATE INDEX idx_listings_price_amount ON listings(price_amount);
CREATE INDEX idx_listings_bedrooms ON listings(bedrooms);
CREATE INDEX idx_listings_geo ON listings(lat, lng);

-- Related tables.
CREATE INDEX idx_listing_media_listing_id ON listing_media(listing_id);
CREATE INDEX idx_reviews_listing_id ON reviews(listing_id);
CREATE INDEX idx_chat_sessions_user_channel ON chat_sessions(user_id, channel);
CREATE INDEX idx_inbound_events_received_at ON inbound_events(received_at);
CREATE INDEX idx_audit_log_created_at ON audit_log(created_at);
CREATE INDEX idx_audit_log_entity ON audit_log(entity, entity_id);

-- The remaining foreign keys, so that deleting a parent never scans a child.
CREATE INDEX idx_reviews_reviewer_id ON reviews(reviewer_id);
CREATE INDEX idx_matches_seeker_id ON matches(seeker_id);
CREATE INDEX idx_matches_listing_id ON matches(listing_id);
CREATE INDEX idx_viewings_listing_id ON viewings(listing_id);
CREATE INDEX idx_viewings_seeker_id ON viewings(seeker_id);
