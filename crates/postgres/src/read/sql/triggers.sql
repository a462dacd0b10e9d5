SELECT t.tgrelid AS "table", t.tgname::text AS name, pg_get_triggerdef(t.oid, true) AS definition,
       ARRAY(SELECT attname::text FROM unnest(t.tgattr::int2[]) WITH ORDINALITY k (num, nr)
             JOIN pg_attribute ON attrelid = t.tgrelid AND attnum = k.num ORDER BY nr) AS columns,
       t.tgenabled::text AS firing, t.tgparentid <> 0 AS inherited,
       obj_description(t.oid, 'pg_trigger') AS comment
FROM pg_trigger t
WHERE t.tgrelid = ANY ($1) AND NOT t.tgisinternal
ORDER BY t.tgrelid, t.tgname
