DROP INDEX CONCURRENTLY idx_user_published;
DROP INDEX CONCURRENTLY idx_community_published;
