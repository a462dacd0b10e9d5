ALTER TABLE users ADD CHECK (agee < 150);
