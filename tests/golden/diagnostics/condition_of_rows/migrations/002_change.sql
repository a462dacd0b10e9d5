DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM users WHERE name IS NULL) THEN
    ALTER TABLE users ADD COLUMN unnamed boolean;
  END IF;
END $$;
