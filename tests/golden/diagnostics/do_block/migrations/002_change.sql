DO $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT name FROM users LOOP
    EXECUTE format('CREATE TABLE %I (id int)', r.name);
  END LOOP;
END $$;
