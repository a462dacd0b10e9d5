CREATE FUNCTION add_note() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE users ADD COLUMN note txet;
END $$;

SELECT add_note();
