SELECT x.indrelid AS "table",
       c.relname::text AS name,
       am.amname::text AS method,
       x.indisunique AS is_unique,
       x.indnullsnotdistinct AS nulls_not_distinct,
       keys.names, keys.is_column, keys.collations, keys.opclasses, keys.opclass_options, keys.descending, keys.nulls_first,
       ARRAY(SELECT attname::text FROM unnest(x.indkey::int2[]) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = x.indrelid AND attnum = k.num WHERE nr > x.indnkeyatts ORDER BY nr) AS include,
       x.indisvalid AS valid,
       (SELECT p.relname::text FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = x.indexrelid) AS parent,
       -- those that an exclusion constraint owns come along, with the operator of each key
       con.operators, coalesce(con.deferrable, false) AS deferrable, coalesce(con.deferred, false) AS deferred,
       pg_get_expr(x.indpred, x.indrelid) AS predicate,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1) AS options,
       CASE WHEN con.operators IS NULL THEN obj_description(c.oid, 'pg_class') ELSE con.comment END AS comment
FROM pg_index x
JOIN pg_class c ON c.oid = x.indexrelid
JOIN pg_am am ON am.oid = c.relam
CROSS JOIN LATERAL (
  SELECT array_agg(coalesce(a.attname::text, pg_get_indexdef(x.indexrelid, nr, false)) ORDER BY nr) AS names,
         array_agg(x.indkey[nr - 1] <> 0 ORDER BY nr) AS is_column,
         -- a plain column's own collation goes without saying, an expression's has no column to ask
         array_agg(CASE WHEN x.indcollation[nr - 1] NOT IN (0, coalesce(a.attcollation, 100)) THEN
             (SELECT collname::text FROM pg_collation WHERE oid = x.indcollation[nr - 1]) END ORDER BY nr) AS collations,
         array_agg((SELECT opcname::text FROM pg_opclass WHERE oid = x.indclass[nr - 1] AND NOT opcdefault) ORDER BY nr) AS opclasses,
         array_agg(coalesce((SELECT array_to_string(attoptions, ',') FROM pg_attribute o
             WHERE o.attrelid = x.indexrelid AND o.attnum = nr), '') ORDER BY nr) AS opclass_options,
         array_agg(x.indoption[nr - 1] & 1 <> 0 ORDER BY nr) AS descending,
         array_agg(x.indoption[nr - 1] & 2 <> 0 ORDER BY nr) AS nulls_first
  FROM generate_series(1, x.indnkeyatts) AS nr
  LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[nr - 1] AND a.attnum <> 0
) AS keys
LEFT JOIN LATERAL (
  SELECT ARRAY(SELECT oprname::text FROM unnest(conexclop) WITH ORDINALITY o (op, nr)
               JOIN pg_operator ON pg_operator.oid = o.op ORDER BY nr) AS operators,
         condeferrable AS deferrable, condeferred AS deferred, obj_description(pg_constraint.oid, 'pg_constraint') AS comment
  FROM pg_constraint WHERE conindid = x.indexrelid AND contype = 'x'
) AS con ON true
WHERE x.indrelid = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = x.indexrelid AND contype IN ('p', 'u'))
ORDER BY x.indrelid, c.relname
