-- Sample users and listings for development. Nothing here is a real person or a real address.
-- driftless: dev-only
--
-- Every statement writes its audit rows itself, as the system: also the seed is no exception to the rule.

WITH w AS (
  INSERT INTO users (id, role, name, phone, email)
  VALUES
    ('00000000-0000-4000-8000-000000000001', 'admin', 'Alice Admin', NULL, 'alice@example.com'),
    ('00000000-0000-4000-8000-000000000002', 'moderator', 'Moses Moderator', NULL, 'moses@example.com'),
    ('00000000-0000-4000-8000-000000000003', 'poster', 'Paula Poster', '+250 000 000 003', 'paula@example.com'),
    ('00000000-0000-4000-8000-000000000004', 'seeker', 'Samuel Seeker', '+250 000 000 004', 'samuel@example.com')
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'insert', 'users', w.id::text,
       jsonb_build_object('v', 1, 'op', 'insert', 'key', jsonb_build_object('id', w.id),
                          'before', NULL, 'after', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
       clock_timestamp()
FROM w;

WITH w AS (
  INSERT INTO listings (id, poster_id, title, description, type, price_amount, bedrooms, bathrooms, size_sqm, address_text, lat, lng, status, quality_score)
  VALUES
    ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000003',
     'Apartment in Kacyiru', 'Two bedrooms, a balcony, water tank.', 'apartment', 450000, 2, 1, 78, 'Kacyiru, Kigali', -1.9441, 30.0919, 'published', 80),
    ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000003',
     'House with a garden', 'Four bedrooms on a quiet street.', 'house', 1200000, 4, 3, 210.5, 'Kibagabaga, Kigali', -1.9326, 30.1105, 'submitted', 65),
    ('00000000-0000-4000-8000-000000000013', '00000000-0000-4000-8000-000000000003',
     'Plot near the lake', 'Title deed at hand, road to the border of the plot.', 'land', 25000000, NULL, NULL, 1500, 'Rwamagana', NULL, NULL, 'draft', 0)
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'insert', 'listings', w.id::text,
       jsonb_build_object('v', 1, 'op', 'insert', 'key', jsonb_build_object('id', w.id),
                          'before', NULL, 'after', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
       clock_timestamp()
FROM w;

WITH w AS (
  INSERT INTO listing_media (id, listing_id, url, kind, meta)
  VALUES
    ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000011', 'https://media.example.com/kacyiru-1.jpg', 'photo', '{"width": 1600, "height": 1200}'),
    ('00000000-0000-4000-8000-000000000022', '00000000-0000-4000-8000-000000000011', 'https://media.example.com/kacyiru-tour.mp4', 'video', '{"seconds": 48}')
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'insert', 'listing_media', w.id::text,
       jsonb_build_object('v', 1, 'op', 'insert', 'key', jsonb_build_object('id', w.id),
                          'before', NULL, 'after', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
       clock_timestamp()
FROM w;

WITH w AS (
  INSERT INTO seeker_profiles (id, user_id, prefs, budget_min, budget_max, areas)
  VALUES
    ('00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000004', '{"pets": true}', 300000, 500000, '["Kacyiru", "Kimihurura"]')
  RETURNING *
)
INSERT INTO audit_log (actor_type, actor_id, action, entity, entity_id, payload, created_at)
SELECT 'system', 'seed_dev', 'insert', 'seeker_profiles', w.id::text,
       jsonb_build_object('v', 1, 'op', 'insert', 'key', jsonb_build_object('id', w.id),
                          'before', NULL, 'after', to_jsonb(w) || jsonb_build_object('created_at', to_char(w.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'updated_at', to_char(w.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
       clock_timestamp()
FROM w;
