use refinery::embed_migrations;
embed_migrations!(".");
