CREATE TABLE t (id int PRIMARY KEY);
-- +goose Up
