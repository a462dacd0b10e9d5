CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TYPE mood ADD VALUE 'glad' BEFORE 'hapy';
ALTER TYPE mood ADD VALUE 'sad';
CREATE TYPE twice AS ENUM ('a', 'b', 'a');
