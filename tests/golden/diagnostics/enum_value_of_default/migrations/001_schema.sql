CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE days (
  mood mood NOT NULL DEFAULT 'hapy'
);
