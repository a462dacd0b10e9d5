ALTER TABLE motos ADD brand varchar(255);
