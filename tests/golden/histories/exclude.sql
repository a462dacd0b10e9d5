-- Exclusion constraints: names, parts, and what goes along.
CREATE EXTENSION btree_gist;
CREATE TABLE bookings (room int, during tsrange, active bool, note text, EXCLUDE USING gist (room WITH =, during WITH &&));
CREATE TABLE b2 (room int, during tsrange, active bool, CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (active) DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE b2 ADD EXCLUDE USING gist (during WITH &&) INCLUDE (room) WITH (fillfactor = 70);
ALTER TABLE b2 ADD EXCLUDE (room WITH =);
ALTER TABLE b2 ADD EXCLUDE (lower(during) WITH =, (room + 1) WITH =);
ALTER TABLE b2 ADD CONSTRAINT no_overlap EXCLUDE (room WITH =);
ALTER TABLE b2 ADD EXCLUDE (nothing WITH =);
ALTER TABLE b2 ADD EXCLUDE USING gin (room WITH =);
ALTER TABLE b2 RENAME COLUMN room TO chamber;
ALTER TABLE b2 RENAME CONSTRAINT no_overlap TO no_clash;
ALTER INDEX no_clash RENAME TO no_crash;
COMMENT ON CONSTRAINT no_crash ON b2 IS 'one guest a room';
DROP INDEX no_crash;
ALTER TABLE b2 RENAME TO b3;
ALTER TABLE b3 DROP COLUMN active;
ALTER TABLE b3 DROP CONSTRAINT b2_room_excl;
ALTER TABLE bookings DROP COLUMN during;
