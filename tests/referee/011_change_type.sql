ALTER TABLE listings ALTER COLUMN size_sqm TYPE numeric(10, 2);
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
ALTER TABLE listings ALTER COLUMN bedrooms SET DATA TYPE smallint USING bedrooms::smallint;
