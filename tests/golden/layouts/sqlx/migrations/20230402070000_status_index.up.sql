-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS subscriptions_status ON subscriptions (status);
