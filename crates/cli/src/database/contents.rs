//! What a database holds, in numbers.

use diesel::{
    PgConnection, QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

/// Enough to recognise a database by, and to think again.
#[derive(QueryableByName)]
pub(crate) struct Contents {
    /// Its name, as the server says it.
    #[diesel(sql_type = Text)]
    pub(crate) database: String,
    /// `15.18`.
    #[diesel(sql_type = Text)]
    pub(crate) version: String,
    /// Where the server listens for this connection: an address, or the socket.
    #[diesel(sql_type = Text)]
    pub(crate) server: String,
    /// Tables outside of Postgres' own schemas and ours.
    #[diesel(sql_type = BigInt)]
    pub(crate) tables: i64,
    /// Everything that somebody made: relations, functions, types, schemas.
    #[diesel(sql_type = BigInt)]
    pub(crate) objects: i64,
}

/// Postgres' own schemas, and ours: nothing in them is somebody's.
const OWN_SCHEMAS: &str =
    "(n.nspname ~ '^pg_' OR n.nspname IN ('information_schema', '__driftless'))";

impl Contents {
    pub(crate) fn of(conn: &mut PgConnection) -> QueryResult<Self> {
        let query = format!(
            "SELECT current_database()::text AS database,
                    current_setting('server_version')::text AS version,
                    COALESCE(host(inet_server_addr()) || ':' || inet_server_port(),
                             'socket ' || split_part(current_setting('unix_socket_directories'), ',', 1))
                        AS server,
                    (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                      WHERE c.relkind IN ('r', 'p', 'f') AND NOT {OWN_SCHEMAS}) AS tables,
                    (SELECT count(*) FROM (
                        SELECT 'pg_class'::regclass, oid, relnamespace FROM pg_class UNION ALL
                        SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_proc UNION ALL
                        SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_type
                     ) AS o (class, oid, schema) JOIN pg_namespace n ON n.oid = o.schema
                      WHERE NOT {OWN_SCHEMAS} AND NOT EXISTS (
                        SELECT FROM pg_depend d
                         WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e'))
                  + (SELECT count(*) FROM pg_namespace n
                      WHERE NOT {OWN_SCHEMAS} AND n.nspname <> 'public' AND NOT EXISTS (
                        SELECT FROM pg_depend d
                         WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid
                           AND d.deptype = 'e')) AS objects"
        );
        sql_query(query).get_result(conn)
    }
}
