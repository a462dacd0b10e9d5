//! Dropping everything in a database, and nothing around it.
//!
//! Not the database itself: that would need another database to connect to, the right to create one, and
//! would lose its owner, its settings and its privileges.

use diesel::{PgConnection, QueryResult, connection::SimpleConnection};

/// Drops every object, and makes an empty schema `public` like the one there was.
///
/// To be called in a transaction. Fails, instead of waiting for ever, while somebody uses a table.
pub(crate) fn wipe(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(
        "SET LOCAL lock_timeout = '10s';
         SET LOCAL client_min_messages = warning;
         DO $wipe$
         DECLARE
             command text;
             owner text := (SELECT quote_ident(pg_get_userbyid(nspowner)) FROM pg_namespace
                             WHERE nspname = 'public');
             said text := (SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace
                            WHERE nspname = 'public');
         BEGIN
             FOR command IN
                 SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger e
                  WHERE NOT EXISTS (SELECT FROM pg_depend d
                         WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid
                           AND d.deptype = 'e')
                 UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
                 UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension
                  WHERE extname <> 'plpgsql'
                 UNION ALL SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace
                  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                 UNION ALL SELECT format('SELECT lo_unlink(%s)', oid) FROM pg_largeobject_metadata
             LOOP
                 EXECUTE command;
             END LOOP;
             EXECUTE format('CREATE SCHEMA public AUTHORIZATION %s', COALESCE(owner, 'CURRENT_USER'));
             GRANT USAGE ON SCHEMA public TO PUBLIC;
             EXECUTE format('COMMENT ON SCHEMA public IS %L', said);
         END
         $wipe$",
    )
}
