drop index concurrently person_email;
