CREATE TABLE parcels (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  width int NOT NULL,
  height int NOT NULL,
  area int GENERATED ALWAYS AS (width * height) STORED
);
