-- Add up migration script here
CREATE TABLE subscriptions (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email TEXT NOT NULL UNIQUE,
    status TEXT NULL
);
