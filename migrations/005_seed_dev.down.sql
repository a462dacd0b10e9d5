-- Takes back exactly the rows of 005_seed_dev.sql; rows that somebody hung on them stop it.
-- Also this writes its audit rows.

WITH w AS (
  DELETE FROM seeker_profiles WHERE id IN (
    '00000000-0000-4000-8000-000000000031'
  )
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'delete', 'seeker_profiles', w.id::text,
       jsonb_build_object('v', 1, 'op', 'delete', 'key', jsonb_build_object('id', w.id),
                          'before', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'updated_at', to_char(w.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'after', NULL),
       clock_timestamp()
FROM w;

WITH w AS (
  DELETE FROM listing_media WHERE id IN (
    '00000000-0000-4000-8000-000000000021',
    '00000000-0000-4000-8000-000000000022'
  )
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'delete', 'listing_media', w.id::text,
       jsonb_build_object('v', 1, 'op', 'delete', 'key', jsonb_build_object('id', w.id),
                          'before', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'after', NULL),
       clock_timestamp()
FROM w;

WITH w AS (
  DELETE FROM listings WHERE id IN (
    '00000000-0000-4000-8000-000000000011',
    '00000000-0000-4000-8000-000000000012',
    '00000000-0000-4000-8000-000000000013'
  )
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'delete', 'listings', w.id::text,
       jsonb_build_object('v', 1, 'op', 'delete', 'key', jsonb_build_object('id', w.id),
                          'before', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'after', NULL),
       clock_timestamp()
FROM w;

WITH w AS (
  DELETE FROM users WHERE id IN (
    '00000000-0000-4000-8000-000000000001',
    '00000000-0000-4000-8000-000000000002',
    '00000000-0000-4000-8000-000000000003',
    '00000000-0000-4000-8000-000000000004'
  )
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'delete', 'users', w.id::text,
       jsonb_build_object('v', 1, 'op', 'delete', 'key', jsonb_build_object('id', w.id),
                          'before', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'after', NULL),
       clock_timestamp()
FROM w;
