SELECT c.conrelid AS "table",
       c.contype::text AS kind,
       c.conname::text AS name,
       c.condeferrable AS deferrable,
       c.condeferred AS deferred,
       c.convalidated AS validated,
       c.conislocal AS local,
       c.connoinherit AS no_inherit,
       ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = c.conrelid AND attnum = k.num ORDER BY nr) AS columns,
       ARRAY(SELECT attname::text FROM pg_index x, unnest(x.indkey::int2[]) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = c.conrelid AND attnum = k.num
             WHERE x.indexrelid = c.conindid AND c.contype IN ('p', 'u', 'x') AND nr > x.indnkeyatts ORDER BY nr) AS include,
       coalesce((SELECT indnullsnotdistinct FROM pg_index x WHERE x.indexrelid = c.conindid), false) AS nulls_not_distinct,
       ARRAY(SELECT unnest(i.reloptions) FROM pg_class i
             WHERE i.oid = c.conindid AND c.contype IN ('p', 'u', 'x') ORDER BY 1) AS options,
       (SELECT p.conname::text FROM pg_constraint p WHERE p.oid = c.conparentid) AS parent,
       fn.nspname::text AS foreign_schema,
       f.relname::text AS foreign_table,
       ARRAY(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = c.confrelid AND attnum = k.num ORDER BY nr) AS referenced,
       c.confdeltype::text AS on_delete,
       c.confupdtype::text AS on_update,
       c.confmatchtype::text AS match_type,
       ARRAY(SELECT attname::text FROM unnest(c.confdelsetcols) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = c.conrelid AND attnum = k.num ORDER BY nr) AS set_columns,
       pg_get_expr(c.conbin, c.conrelid) AS expression,
       obj_description(c.oid, 'pg_constraint') AS comment
FROM pg_constraint c
LEFT JOIN pg_class f ON f.oid = c.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE c.conrelid = ANY ($1) AND c.contype IN ('p', 'u', 'f', 'c')
  -- what a foreign key needs in each partition of the table it refers to is the server's own
  AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)
ORDER BY c.conrelid, c.conname
