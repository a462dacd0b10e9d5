SELECT p.polrelid AS "table", p.polname::text AS name, p.polpermissive AS permissive, p.polcmd::text AS command,
       CASE WHEN p.polroles = '{0}' THEN ARRAY['public'] ELSE
         ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY (p.polroles) ORDER BY rolname COLLATE "C") END AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS using_expression,
       pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression,
       obj_description(p.oid, 'pg_policy') AS comment
FROM pg_policy p
WHERE p.polrelid = ANY ($1)
ORDER BY p.polrelid, p.polname
