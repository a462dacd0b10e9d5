-- driftless: dev-only
INSERT INTO accounts (email) VALUES ('dev@example.org');
