DO $$
DECLARE
  t text := 'users';
BEGIN
  EXECUTE format('ALTER TABLE %I DROP COLUMN %I', t, 'Colour');
END $$;
