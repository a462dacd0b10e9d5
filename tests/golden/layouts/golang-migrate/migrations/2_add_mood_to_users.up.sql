BEGIN;

ALTER TABLE users ADD COLUMN mood text CHECK (mood IN ('happy', 'sad', 'neutral'));
COMMENT ON COLUMN users.mood IS 'as told';

COMMIT;
