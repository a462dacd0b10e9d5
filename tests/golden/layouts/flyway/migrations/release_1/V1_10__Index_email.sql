create unique index concurrently person_email on person (email);
