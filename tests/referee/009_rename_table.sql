-- Keys, checks and indexes keep their names.
ALTER TABLE matches RENAME TO suggestions;
