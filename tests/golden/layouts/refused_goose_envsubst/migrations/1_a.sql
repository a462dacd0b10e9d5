-- +goose Up
-- +goose ENVSUBST ON
CREATE TABLE ${T} (id int);
