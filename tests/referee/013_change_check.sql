ALTER TABLE listings DROP CONSTRAINT listings_type_check;
ALTER TABLE listings ADD CONSTRAINT listings_type_check
  CHECK (type IN ('apartment', 'house', 'land', 'commercial', 'room'));
