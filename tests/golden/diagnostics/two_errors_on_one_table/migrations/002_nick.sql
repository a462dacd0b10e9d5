ALTER TABLE users ADD COLUMN nick txet;
