SELECT c.contypid AS domain, c.conname::text AS name, c.convalidated AS validated,
       pg_get_expr(c.conbin, 0) AS expression,
       obj_description(c.oid, 'pg_constraint') AS comment
FROM pg_constraint c
WHERE c.contypid = ANY ($1) AND c.contype = 'c'
ORDER BY c.contypid, c.conname
