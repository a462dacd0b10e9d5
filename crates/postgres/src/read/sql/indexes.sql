SELECT x.indrelid AS "table",
       c.relname::text AS name,
       am.amname::text AS method,
       x.indisunique AS is_unique,
       x.indnullsnotdistinct AS nulls_not_distinct,
       keys.names, keys.is_column, keys.collations, keys.opclasses, keys.descending, keys.nulls_first,
       ARRAY(SELECT attname::text FROM unnest(x.indkey::int2[]) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = x.indrelid AND attnum = k.num WHERE nr > x.indnkeyatts ORDER BY nr) AS include,
       pg_get_expr(x.indpred, x.indrelid) AS predicate,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1) AS options,
       obj_description(c.oid, 'pg_class') AS comment
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
         array_agg(x.indoption[nr - 1] & 1 <> 0 ORDER BY nr) AS descending,
         array_agg(x.indoption[nr - 1] & 2 <> 0 ORDER BY nr) AS nulls_first
  FROM generate_series(1, x.indnkeyatts) AS nr
  LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[nr - 1] AND a.attnum <> 0
) AS keys
WHERE x.indrelid = ANY ($1) AND x.indisvalid
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = x.indexrelid AND contype IN ('p', 'u', 'x'))
ORDER BY x.indrelid, c.relname
