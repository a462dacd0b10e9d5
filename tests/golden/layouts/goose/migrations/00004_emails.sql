-- +goose Up
CREATE TABLE emails (user_id int NOT NULL REFERENCES users ON DELETE CASCADE, email text NOT NULL, PRIMARY KEY (user_id, email));

-- +goose Down
DROP TABLE emails;
