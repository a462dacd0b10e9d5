SELECT t.tgrelid AS "table", t.tgname::text AS name, pg_get_triggerdef(t.oid, true) AS definition
FROM pg_trigger t
WHERE t.tgrelid = ANY ($1) AND NOT t.tgisinternal AND t.tgenabled = 'O'
ORDER BY t.tgrelid, t.tgname
