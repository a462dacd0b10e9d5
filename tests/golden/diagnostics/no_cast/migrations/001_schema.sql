CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE days (mood text DEFAULT 'sad', other text);
ALTER TABLE days ALTER COLUMN other TYPE mood;
ALTER TABLE days ALTER COLUMN mood TYPE mood USING mood::mood;
