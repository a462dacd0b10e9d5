SELECT r.ev_class AS "table", r.rulename::text AS name, r.ev_type::text AS event, r.is_instead AS instead,
       r.ev_enabled::text AS firing, obj_description(r.oid, 'pg_rewrite') AS comment
FROM pg_rewrite r
WHERE r.ev_class = ANY ($1) AND r.rulename <> '_RETURN'
ORDER BY r.ev_class, r.rulename
