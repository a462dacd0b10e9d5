DO $$
BEGIN
  IF to_regclass('public.tenants') IS NULL THEN
    RAISE EXCEPTION 'table % is missing', 'tenants';
  END IF;
END $$;
