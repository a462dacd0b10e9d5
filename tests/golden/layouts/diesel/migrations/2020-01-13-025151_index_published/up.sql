CREATE INDEX CONCURRENTLY idx_community_published ON community (published);
CREATE INDEX CONCURRENTLY idx_user_published ON user_ (published);
