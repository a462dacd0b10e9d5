-- no-transaction
DROP INDEX CONCURRENTLY subscriptions_status;
