-- Columns and their names.
SELECT 1
SELECT 1 AS one, 'x' AS x, NULL AS n, true AS t, 1.5 AS f, 3000000000 AS big, 99999999999999999999 AS huge, 1e3 AS e
SELECT id, email, name, nick, code FROM users
SELECT * FROM users
SELECT users.* FROM users
SELECT u.* FROM users u
SELECT u.id, u.name AS n FROM users AS u
SELECT public.users.id FROM users
SELECT public.users.id FROM public.users
SELECT id AS "Odd Name" FROM users
SELECT "Mixed Case", "select", "a.b" FROM "Odd Table"
SELECT x, email FROM users u (x)
SELECT things.label, t2.* FROM other.things, other.things t2 (a, b)
SELECT ctid, tableoid, xmin AS x FROM posts
SELECT p.ctid FROM posts p
TABLE posts
VALUES (1, 'a'), (2, 'b')
VALUES (1, NULL), (2.5, 'x'), (NULL, NULL)
SELECT FROM users
SELECT u FROM users u
SELECT (u).name FROM users u
SELECT (u).name AS a, (u).email FROM users u
SELECT (u).* FROM users u
SELECT u.name, u.full_name FROM users u
SELECT full_name(u) FROM users u
SELECT full_name(u.*) FROM users u
-- What a column without an alias is called.
SELECT lower(name), upper(nick), length(name) FROM users
SELECT count(*) FROM users
SELECT coalesce(nick, name), greatest(age, visits) AS g, least(1, 2), nullif(nick, '') FROM users
SELECT CASE WHEN active THEN 1 ELSE 2 END FROM users
SELECT CASE WHEN active THEN 1 ELSE visits END FROM users
SELECT CASE WHEN active THEN name END FROM users
SELECT CASE active WHEN true THEN 'a' WHEN false THEN 'b' END FROM users
SELECT visits::text FROM users
SELECT 1::text
SELECT '1'::integer
SELECT CAST('2020-01-01' AS date)
SELECT date '2020-01-01'
SELECT timestamp with time zone '2020-01-01 00:00:00+00'
SELECT ARRAY[1, 2]
SELECT ARRAY(SELECT id FROM posts)
SELECT EXISTS (SELECT 1 FROM users)
SELECT (SELECT max(id) FROM posts)
SELECT (SELECT 1)
SELECT (SELECT 1)::text
SELECT (SELECT title AS t FROM posts LIMIT 1)
SELECT (SELECT * FROM (VALUES (1)) v (only_one))
SELECT (VALUES (1))
SELECT ROW(1, 'a') IS NULL
SELECT 1 + 1 AS "?column?"
SELECT visits + 1 FROM users
SELECT -visits FROM users
SELECT NOT active FROM users
SELECT visits IS NULL FROM users
SELECT extract(year FROM created_at) FROM users
SELECT date_part('year', created_at) FROM users
SELECT created_at AT TIME ZONE 'UTC' FROM users
SELECT updated_at AT TIME ZONE 'UTC' FROM users
SELECT substring(name FROM 1 FOR 2) FROM users
SELECT substring(name FOR 2) FROM users
SELECT substring(nick FROM 'x+') FROM users
SELECT substring(nick SIMILAR 'x#"y#"z' ESCAPE '#') FROM users
SELECT substr(name, 1, 2) FROM users
SELECT trim(name) FROM users
SELECT trim(leading 'x' FROM nick) FROM users
SELECT trim(trailing FROM nick) FROM users
SELECT position('a' IN nick) FROM users
SELECT overlay(nick PLACING 'x' FROM 1 FOR 2) FROM users
SELECT current_date
SELECT current_timestamp
SELECT current_timestamp(3)
SELECT localtimestamp
SELECT current_time
SELECT localtime(2)
SELECT current_user, session_user AS s, current_role AS r, user AS u, current_catalog AS c, current_schema AS cs
SELECT current_schema()
SELECT now()
SELECT tags[1] FROM users
SELECT tags[1:2] FROM users
SELECT (ARRAY[1, 2])[1]
SELECT nick COLLATE "C" FROM users
SELECT nick::varchar(3) FROM users
SELECT N'abc'
SELECT B'1010'
SELECT X'1F'
SELECT interval '1 day'
SELECT interval '1' day
SELECT interval '1:30' hour to minute
SELECT interval(3) '1 day'
SELECT '1 day'::interval second(2)
SELECT E'a\nb'
SELECT 'a' 
SELECT $$dollar$$
SELECT TRUE
SELECT collation for (nick) FROM users
SELECT normalize(nick) FROM users
SELECT nick IS NORMALIZED FROM users
SELECT grouping(visits) FROM users GROUP BY visits
-- Modifiers.
SELECT name, balance, wakes, updated_at, code, labels, bits, more_bits FROM users
SELECT CASE WHEN active THEN name ELSE name END FROM users
SELECT CASE WHEN active THEN balance ELSE 0 END FROM users
SELECT coalesce(name, name) FROM users
SELECT coalesce(name, 'x') FROM users
SELECT coalesce(balance, 0) FROM users
SELECT coalesce(balance, balance) FROM users
SELECT nullif(name, 'x') FROM users
SELECT nullif(balance, 0) FROM users
SELECT name || 'x' FROM users
SELECT balance + 1 FROM users
SELECT balance * 2.5 FROM users
SELECT labels[1] FROM users
SELECT labels[1:1] FROM users
SELECT ARRAY[name] FROM users
SELECT ARRAY[name, name] FROM users
SELECT ARRAY[name, 'x'] FROM users
SELECT ARRAY(SELECT name FROM users)
SELECT (SELECT name FROM users LIMIT 1)
SELECT max(name) FROM users
SELECT name COLLATE "C" FROM users
SELECT name::varchar FROM users
SELECT name::varchar(10) FROM users
SELECT '1.5'::numeric(10,2)
SELECT 1::numeric(10)
SELECT 'a'::char
SELECT 'a'::char(3)
SELECT 'a'::bpchar
SELECT '1'::bit
SELECT '1'::bit(3)
SELECT now()::timestamp(2)
SELECT now()::timestamptz(0)
SELECT 1::float
SELECT 1::float(10)
SELECT 1::real
SELECT 1::double precision
SELECT greatest(name, name) FROM users
SELECT name FROM users UNION SELECT name FROM users
SELECT name FROM users UNION SELECT nick FROM users
SELECT balance FROM users UNION ALL SELECT balance FROM users
SELECT balance FROM users UNION ALL SELECT 1
SELECT name, count(*) FROM users GROUP BY name
SELECT v.* FROM (VALUES ('a'::varchar(5)), ('b'::varchar(5))) v (x)
SELECT v.* FROM (VALUES ('a'::varchar(5)), ('b'::varchar(6))) v (x)
SELECT min(balance), sum(balance), avg(balance) FROM users
SELECT lag(name) OVER (ORDER BY id) FROM users
SELECT array_agg(name) FROM users
-- Operators.
SELECT visits + age, visits * score, score / 2, visits % 2, visits ^ 2, ratio * visits, weight + 1, balance / visits FROM users
SELECT age + age, age * 1, age / 2.0 FROM users
SELECT visits + 1.5, visits + '1', '1' + visits, ratio + 1, weight * weight FROM users
SELECT visits & 3, visits | 1, visits # 2, ~visits, visits << 1, visits >> 1 FROM users
SELECT |/ ratio, @ visits, ||/ ratio FROM users
SELECT nick || name, nick || visits, 'a' || 'b', visits || 'x', name || code FROM users
SELECT nick = 'a', name = nick, code = 'x', email = 'A', email = nick FROM users
SELECT nick LIKE 'a%', name NOT LIKE 'b', nick ILIKE 'c', email LIKE 'x', email ILIKE 'y', code LIKE 'z' FROM users
SELECT nick LIKE 'a!%' ESCAPE '!', nick SIMILAR TO 'a+', nick NOT SIMILAR TO 'b' ESCAPE '#' FROM users
SELECT nick ~ 'a', nick ~* 'b', nick !~ 'c', nick !~* 'd' FROM users
SELECT born + 1, born - 1, born - born, born + interval '1 day', born + time '10:00' FROM users
SELECT created_at - interval '1 day', created_at - created_at, updated_at - updated_at, created_at + pause FROM users
SELECT pause * 2, pause / 2, pause + pause, -pause FROM users
SELECT wakes + interval '1 hour', wakes - wakes FROM users
SELECT created_at > now(), created_at > '2020-01-01', born = current_date, born < created_at FROM users
SELECT settings -> 'a', settings ->> 'a', settings #> '{a,b}', settings #>> '{a}', settings @> '{}', settings ? 'a', settings - 'a', settings || '{}' FROM users
SELECT settings -> 'a' ->> 'b' FROM users
SELECT settings -> 0, settings -> 'a' -> 'b' ->> 'c' = 'x' FROM users
SELECT settings['a'], settings['a']['b'] FROM users
SELECT raw -> 'a', raw ->> 'a', raw #>> '{a}' FROM users
SELECT settings @? '$.a', settings @@ '$.a == 1' FROM users
SELECT tags || 'x'::text, tags || tags, 'x'::text || tags, tags @> ARRAY['a'], tags && '{a}', tags = '{a}' FROM users
SELECT marks + 1, marks & marks, marks && marks, marks || 1, marks - 1, # marks FROM users
SELECT attrs -> 'a', attrs ? 'a', attrs || attrs, attrs - 'a'::text, attrs -> ARRAY['a', 'b'] FROM users
SELECT path @> 'a.b', path <@ path, path ~ '*.a.*', path || 'x', subpath(path, 0, 1), nlevel(path) FROM users
SELECT ip << '10.0.0.0/8', ip + 1, ip - ip, ip & ip, host(ip), net >>= ip, ~ip FROM users
SELECT mac = mac, trunc(mac) FROM users
SELECT doc @@ to_tsquery('a'), doc || doc, to_tsvector('a') @@ 'b' FROM users
SELECT span @> born, span && span, span * span, lower(span), upper(span), isempty(span), span -|- span FROM users
SELECT numbers @> 1, numbers + numbers, lower(numbers), int4range(1, 2) FROM users
SELECT cash + cash, cash * 2, cash / cash, cash / 2 FROM users
SELECT place <-> place, place + place, place ~= place FROM users
SELECT bits & bits, bits || more_bits, ~bits, bits << 1 FROM users
SELECT secret || secret, length(secret), encode(secret, 'hex'), md5(secret) FROM users
SELECT nick % 'x', similarity(nick, 'x'), nick <-> 'y', word_similarity('a', nick) FROM users
SELECT born <-> born, visits <-> 3 FROM users
SELECT active AND visits > 0, active OR NOT active, active = true, active IS TRUE, active IS NOT UNKNOWN FROM users
SELECT visits BETWEEN 1 AND 5, visits NOT BETWEEN SYMMETRIC 5 AND 1, born BETWEEN '2020-01-01' AND now() FROM users
SELECT visits IN (1, 2), visits NOT IN (1), name IN ('a', 'b'), visits IN (1, 2.5), visits IN (1, age) FROM users
SELECT visits IN (SELECT likes FROM posts), (visits, age) IN (SELECT likes, 1 FROM posts) FROM users
SELECT visits = ANY (ARRAY[1, 2]), visits = ANY ('{1,2}'), nick <> ALL (tags), visits > ALL (SELECT likes FROM posts) FROM users
SELECT 'a' = ANY (tags), name = ANY (tags), nick LIKE ANY (tags), visits = SOME (marks) FROM users
SELECT visits IS DISTINCT FROM age, nick IS NOT DISTINCT FROM name, visits IS NOT NULL, visits ISNULL, nick NOTNULL FROM users
SELECT (visits, age) = (1, 2), ROW(visits, nick) < ROW(1, 'a'), (visits, age) <> (1, 2) FROM users
SELECT (created_at, created_at) OVERLAPS (now(), now()) FROM users
SELECT visits OPERATOR(pg_catalog.+) 1, 2 OPERATOR(pg_catalog.*) 3 FROM users
SELECT 1 + 2 || 'x', - 3 ^ 2, 2 * 3 + 1, NOT true OR false, 1 < 2 AND 2 < 3
SELECT 'a' < 'b', 'a' || NULL, NULL || NULL, NULL + 1, NULL = NULL
SELECT oid = 'users'::regclass, relname FROM pg_class
SELECT xmin = '1', ctid = '(0,1)' FROM posts
-- Common types.
SELECT CASE WHEN active THEN 1 ELSE 1.5 END, CASE WHEN active THEN 1::smallint ELSE 1::bigint END FROM users
SELECT CASE WHEN active THEN NULL ELSE 1 END, CASE WHEN active THEN NULL END, CASE WHEN active THEN 'a' ELSE nick END FROM users
SELECT CASE WHEN active THEN born ELSE created_at END, CASE WHEN active THEN name ELSE email END FROM users
SELECT coalesce(age, visits, score), coalesce(nick, email), coalesce(weight, ratio), coalesce(NULL, NULL), coalesce(NULL, 1) FROM users
SELECT coalesce(born, updated_at), coalesce(visits, balance), coalesce(settings, '{}'), coalesce(tags, '{}'), coalesce(code, name) FROM users
SELECT greatest(1, 2.5, 3::bigint), least('a', nick), greatest(born, created_at), greatest(visits, '5') FROM users
SELECT ARRAY[1, 2.5], ARRAY['a', nick], ARRAY[NULL, 1], ARRAY[[1, 2], [3, 4]], ARRAY[marks, marks] FROM users
SELECT ARRAY[]::integer[], ARRAY[1, 2]::text[], ARRAY['1', 2]::text[], ARRAY[]::varchar(3)[], '{}'::uuid[]
SELECT 1 AS x UNION SELECT 2.5
SELECT 1 AS x UNION SELECT NULL
SELECT NULL AS x UNION SELECT 1
SELECT 'a' AS x UNION ALL SELECT 'b'
SELECT NULL AS x UNION SELECT 'a'
SELECT born AS x FROM users UNION SELECT created_at FROM users
SELECT '2020-01-01' AS x UNION SELECT born FROM users
SELECT id FROM posts EXCEPT SELECT score FROM users
SELECT id FROM posts INTERSECT SELECT id FROM other.things
SELECT 1 AS a, 2 AS b UNION ALL (SELECT 3, 4 ORDER BY 1 LIMIT 1) ORDER BY b
(SELECT 1 AS a) UNION (SELECT 2) LIMIT 1
SELECT 1 AS a UNION SELECT 2 UNION SELECT 3.5
SELECT 1 AS a UNION (SELECT 2 UNION SELECT NULL)
SELECT email AS x FROM users UNION SELECT nick FROM users
VALUES (1), (2.5), (3)
VALUES ('a'), (NULL)
VALUES (NULL::integer, 'x')
SELECT * FROM (VALUES (1, 'a', NULL), (2, 'b', 3.5)) v
SELECT nullif(visits, 0), nullif('a', 'b'), nullif(visits, 1.5), nullif(NULL, 1), nullif(tags, '{}') FROM users
-- Functions.
SELECT abs(visits), abs(balance), abs(-1.5), round(balance, 1), round(ratio), floor(visits), ceil(balance), sqrt(visits), power(2, 3), mod(visits, 2), sign(ratio), trunc(balance, 1) FROM users
SELECT random(), pi(), gen_random_uuid(), uuid_generate_v4(), clock_timestamp(), txid_current(), version(), pg_backend_pid()
SELECT concat(nick, visits), concat_ws('-', nick, name), format('%s', nick), left(nick, 1), right(name, 2), lpad(nick, 5), repeat('x', 3), reverse(nick), initcap(name), ascii(nick), chr(65), split_part(nick, ',', 1), translate(nick, 'a', 'b'), replace(nick, 'a', 'b'), md5(nick), quote_ident(nick), strpos(nick, 'a'), starts_with(nick, 'a') FROM users
SELECT regexp_replace(nick, 'a', 'b'), regexp_match(nick, 'a'), regexp_split_to_array(nick, ','), string_to_array(nick, ','), array_to_string(tags, ',') FROM users
SELECT array_length(tags, 1), cardinality(tags), array_append(tags, 'x'), array_prepend('x', tags), array_cat(tags, tags), array_remove(tags, 'x'), array_position(tags, 'x'), array_upper(marks, 1), array_replace(tags, 'a', 'b'), array_fill(0, ARRAY[3]), array_dims(tags) FROM users
SELECT date_trunc('day', created_at), date_trunc('day', updated_at), date_trunc('day', born) AS d, age(created_at), age(born) AS a2, to_char(created_at, 'YYYY'), to_char(visits, '999'), to_date('2020', 'YYYY'), to_timestamp(0), make_date(2020, 1, 1), make_interval(days => 10), make_interval(1, 2), date_bin('1 day', created_at, now()), justify_days(pause), isfinite(born) FROM users
SELECT extract(epoch FROM pause), extract(day FROM born), extract(hour FROM wakes), extract('minute' FROM created_at) FROM users
SELECT to_json(nick), to_jsonb(users), row_to_json(users), json_build_object('a', 1), jsonb_build_object('a', nick), jsonb_build_array(1, 2), jsonb_set(settings, '{a}', '1'), jsonb_array_length(settings), jsonb_typeof(settings), jsonb_extract_path(settings, 'a'), jsonb_extract_path_text(settings, 'a', 'b'), jsonb_strip_nulls(settings), jsonb_pretty(settings), json_typeof(raw), jsonb_path_query_first(settings, '$.a') FROM users
SELECT jsonb_set(settings, '{a}', '1', create_if_missing => false), jsonb_insert(jsonb_in => settings, path => '{a}', replacement => '1') FROM users
SELECT lower(email), upper(email), length(email), email || 'x', replace(email, 'a', 'b'), email::text, max(email) FROM users GROUP BY email
SELECT encode(digest('a', 'sha256'), 'hex'), crypt('a', gen_salt('bf')), hmac('a', 'b', 'sha1'), unaccent('é'), digest(secret, 'md5') FROM users
SELECT akeys(attrs), hstore('a', 'b'), hstore_to_json(attrs), skeys(attrs), exist(attrs, 'a') FROM users
SELECT idx(marks, 1), sort(marks), uniq(marks), icount(marks), marks @@ '1&2'::query_int FROM users
SELECT add_one(1), add_one('x'::text), add_one(visits), add_one(nick), add_one(age) FROM users
SELECT public.add_one(1), pg_catalog.lower('X')
SELECT with_defaults(1), with_defaults(1, 'y'), with_defaults(1, c => false), with_defaults(b => 'z', a => 2), with_defaults(1::smallint)
SELECT gathered(1, 2, 3), gathered(VARIADIC marks), gathered(1) FROM users
SELECT * FROM two_out(1)
SELECT (two_out(1)).y, (two_out(visits)).x FROM users
SELECT t.x FROM two_out(3) AS t
SELECT first_of(1, 2), first_of(nick, 'x'), first_of(born, born) FROM users
SELECT nextval('posts_id_seq'), currval('posts_id_seq'::regclass), lastval()
SELECT pg_get_viewdef('users'::regclass), 'users'::regclass::text, to_regclass('users'), 'users'::regclass
SELECT int4(1.5), text(1), "numeric"('1.5'), date(created_at), "varchar"(nick), float8(visits), int8('3') FROM users
SELECT num_nulls(nick, name), num_nonnulls(VARIADIC tags), concat(VARIADIC tags), format('%s', VARIADIC tags) FROM users
SELECT width_bucket(5, 1, 10, 3), width_bucket(ratio, 0, 1, 4), width_bucket(5, ARRAY[1, 3]) FROM users
SELECT coalesce(pg_typeof(nick)::text, 'x'), pg_typeof(1), pg_column_size(nick), quote_literal(1), quote_nullable(nick) FROM users
SELECT host(ip), masklen(ip), set_masklen(ip, 8), network(ip), family(ip), abbrev(net), text(ip) FROM users
SELECT lower(daterange('2020-01-01', '2020-02-01')), upper_inf(span), range_merge(span, span), multirange(span), numrange(1, 2), tstzrange(now(), NULL), int8range(1, 5) * int8range(2, 3) FROM users
SELECT setweight(doc, 'A'), ts_rank(doc, to_tsquery('a')), to_tsvector('english', nick), plainto_tsquery('a b'), ts_headline(nick, to_tsquery('a')), websearch_to_tsquery('x') FROM users
SELECT xpath('/a', form), xmlelement(name foo, nick), xmlforest(nick, name AS n), xmlconcat(form, form), xmlserialize(content form AS text), xmlparse(content 'x'), xmlpi(name php), xmlroot(form, version '1.0'), xmlexists('/a' PASSING form), form IS DOCUMENT FROM users
SELECT array_agg(visits), array_agg(tags), array_agg(DISTINCT nick), array_agg(name ORDER BY visits DESC) FROM users
SELECT count(DISTINCT nick), count(visits), sum(visits), sum(age), sum(score), sum(balance), sum(ratio), sum(weight), sum(pause), sum(cash), avg(visits), avg(ratio), avg(pause), min(born), max(created_at), min(nick), max(tags), bool_and(active), every(active), bit_and(visits), stddev(visits), variance(ratio), corr(ratio, ratio) FROM users
SELECT string_agg(nick, ','), string_agg(name, ',' ORDER BY name), string_agg(secret, '\x00'), json_agg(nick), jsonb_agg(users), json_object_agg(nick, visits), jsonb_object_agg(nick, name), xmlagg(form), range_agg(span) FROM users
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY visits), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ratio), percentile_disc(0.5) WITHIN GROUP (ORDER BY nick), mode() WITHIN GROUP (ORDER BY born), rank(3) WITHIN GROUP (ORDER BY visits), percentile_cont(0.5) WITHIN GROUP (ORDER BY pause) FROM users
SELECT count(*) FILTER (WHERE active), sum(visits) FILTER (WHERE age > 3) FROM users
SELECT row_number() OVER (), rank() OVER (ORDER BY visits), dense_rank() OVER w, ntile(4) OVER w, lag(visits) OVER w, lead(nick, 2, 'x') OVER w, first_value(name) OVER w, last_value(born) OVER w, nth_value(visits, 2) OVER w, cume_dist() OVER w, percent_rank() OVER w, sum(visits) OVER w, count(*) OVER (PARTITION BY active), avg(visits) OVER (ORDER BY born ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM users WINDOW w AS (PARTITION BY active ORDER BY created_at)
SELECT sum(count(*)) OVER () FROM users GROUP BY active
SELECT lag(visits, 1, 0) OVER (ORDER BY id), lag(visits, 1, 1.5) OVER (ORDER BY id) FROM users
SELECT generate_series(1, 3), unnest(tags), jsonb_array_elements(settings) FROM users
-- FROM.
SELECT * FROM generate_series(1, 3)
SELECT * FROM generate_series(1, 3) g
SELECT * FROM generate_series(1, 3) AS g (n)
SELECT g.n, g FROM generate_series(1, 3) AS g (n)
SELECT * FROM generate_series(now(), now(), '1 day')
SELECT * FROM generate_series(1, 3) WITH ORDINALITY
SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS t (a, b)
SELECT * FROM unnest(ARRAY[1, 2])
SELECT * FROM unnest(ARRAY['a', 'b']) u
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a', 'b'])
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a', 'b']) AS t (x, y)
SELECT u.id, t FROM users u, unnest(u.tags) t
SELECT u.id, t.* FROM users u CROSS JOIN LATERAL unnest(u.tags, u.marks) WITH ORDINALITY AS t (tag, mark, nr)
SELECT * FROM active_users()
SELECT a.name FROM active_users() a
SELECT a FROM active_users() a
SELECT * FROM top_posts(3)
SELECT t.post_id, t."Title Text" FROM top_posts(3) t
SELECT (top_posts(3)).post_id
SELECT * FROM numbers(3)
SELECT * FROM numbers(3) AS n
SELECT numbers(3)
SELECT * FROM jsonb_each('{}')
SELECT * FROM jsonb_each_text('{}') AS e (k, v)
SELECT u.id, e.key, e.value FROM users u, jsonb_each(u.settings) e
SELECT * FROM jsonb_array_elements('[]')
SELECT * FROM jsonb_array_elements_text('[]') AS x (y)
SELECT * FROM jsonb_to_recordset('[]') AS x (a integer, b text)
SELECT * FROM json_to_record('{}') AS x (a integer, b numeric(10,2))
SELECT * FROM jsonb_populate_record(NULL::posts, '{}')
SELECT (jsonb_populate_record(NULL::posts, '{}')).title
SELECT * FROM regexp_matches('a', 'b', 'g')
SELECT * FROM string_to_table('a,b', ',')
SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY['a'])) AS r (a, b)
SELECT * FROM ROWS FROM (generate_series(1, 2), json_to_record('{}') AS (a integer)) WITH ORDINALITY
SELECT * FROM any_record() AS (a integer, b text)
SELECT * FROM current_date
SELECT * FROM current_date AS d
SELECT * FROM lower('X') AS l
SELECT * FROM each('a=>1'::hstore)
SELECT * FROM svals('a=>1'::hstore)
SELECT * FROM pg_stat_activity
SELECT datname, pid FROM pg_stat_activity
SELECT table_name, column_name FROM information_schema.columns
SELECT c.relname, n.nspname, a.attname, a.atttypid::regtype FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
SELECT x.* FROM users, xmltable('/a' PASSING form COLUMNS n FOR ORDINALITY, q integer PATH 'x', t text) x
SELECT * FROM posts TABLESAMPLE bernoulli (10)
SELECT p.* FROM ONLY posts p
SELECT * FROM (SELECT 1 AS a, 'x' AS b) s
SELECT s.b FROM (SELECT 1, 'x') s (a, b)
SELECT * FROM ((SELECT 1 AS a)) s
SELECT * FROM (TABLE posts) p
SELECT * FROM (SELECT id FROM posts UNION SELECT 2) s
SELECT s.a FROM (VALUES (1)) AS s (a)
SELECT s.a FROM (SELECT 1 AS a) s WHERE s IS NULL AND 1 = (SELECT 1)
SELECT (s).a FROM (SELECT 1 AS a) s
SELECT s.x, (s.x).title FROM (SELECT p AS x FROM posts p) s
-- Joins.
SELECT * FROM pairs JOIN pairs2 USING (a)
SELECT * FROM pairs JOIN pairs2 USING (a, b)
SELECT * FROM pairs NATURAL JOIN pairs2
SELECT a, b, pairs.a AS pa, pairs2.a AS pa2 FROM pairs JOIN pairs2 USING (a, b)
SELECT a FROM pairs LEFT JOIN pairs2 USING (a)
SELECT a FROM pairs RIGHT JOIN pairs2 USING (a)
SELECT a FROM pairs FULL JOIN pairs2 USING (a)
SELECT b FROM pairs FULL JOIN pairs2 USING (b)
SELECT * FROM pairs JOIN pairs2 USING (a) AS j
SELECT j.a, pairs.b FROM pairs JOIN pairs2 USING (a) AS j
SELECT * FROM (pairs JOIN pairs2 USING (a)) AS x
SELECT x.c, x.d FROM (pairs JOIN pairs2 USING (a, b)) AS x
SELECT x.p, x.q FROM (pairs JOIN pairs2 USING (a, b)) AS x (p, q)
SELECT * FROM pairs CROSS JOIN (SELECT 1 AS z) s
SELECT p.title, u.name FROM posts p JOIN users u ON u.id = p.user_id
SELECT p.title, u.name, c.body FROM users u LEFT JOIN posts p ON p.user_id = u.id LEFT JOIN comments c ON c.post_id = p.id AND c.author = u.id
SELECT p.*, c.seq FROM posts p, comments c WHERE p.id = c.post_id
SELECT u.id, l.n FROM users u LEFT JOIN LATERAL (SELECT count(*) AS n FROM posts p WHERE p.user_id = u.id) l ON true
SELECT u.id, l.title FROM users u CROSS JOIN LATERAL (SELECT title FROM posts WHERE user_id = u.id ORDER BY likes LIMIT 1) l
SELECT * FROM pairs p1 JOIN pairs p2 USING (a) JOIN pairs2 USING (a)
SELECT * FROM (pairs p1 JOIN pairs p2 ON p1.a = p2.a) JOIN pairs2 p3 ON p3.b = p2.b
SELECT things.id FROM other.things JOIN nodes ON nodes.id = things.id
SELECT public.pairs.a, other.things.id FROM pairs, other.things
SELECT count(*) FROM pairs JOIN pairs2 USING (a)
SELECT 1 AS one FROM pairs, pairs2
-- Sub-selects.
SELECT id FROM users WHERE id IN (SELECT user_id FROM posts)
SELECT u.id, (SELECT count(*) FROM posts p WHERE p.user_id = u.id) AS posts, (SELECT max(likes) FROM posts WHERE user_id = u.id) FROM users u
SELECT u.id FROM users u WHERE EXISTS (SELECT FROM posts p WHERE p.user_id = u.id)
SELECT id FROM users WHERE visits > (SELECT avg(likes) FROM posts)
SELECT id FROM posts WHERE (id, user_id) IN (SELECT post_id, author FROM comments)
SELECT (SELECT u.name) FROM users u
SELECT (SELECT count(u.id) FROM posts) FROM users u
SELECT ARRAY(SELECT p.title FROM posts p WHERE p.user_id = u.id ORDER BY 1) FROM users u
SELECT array(SELECT unnest(tags)) FROM users
-- WITH.
WITH x AS (SELECT 1 AS a) SELECT * FROM x
WITH x (b) AS (SELECT 1) SELECT b FROM x
WITH x AS (SELECT 'a' AS a), y AS (SELECT a, length(a) FROM x) SELECT * FROM y
WITH x AS (SELECT id FROM users) SELECT x.id, p.title FROM x JOIN posts p ON p.user_id = x.id
WITH x AS (SELECT 1 AS a) SELECT * FROM x UNION SELECT 2
WITH x AS MATERIALIZED (SELECT * FROM posts) SELECT title FROM x
WITH users AS (SELECT 1 AS a) SELECT * FROM users
WITH x AS (SELECT 1 AS a) SELECT (SELECT a FROM x), y.a FROM x AS y
WITH x AS (WITH y AS (SELECT 2 AS b) SELECT * FROM y) SELECT * FROM x
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT id, parent, 1 AS depth FROM nodes WHERE parent IS NULL UNION ALL SELECT n.id, n.parent, t.depth + 1 FROM nodes n JOIN t ON t.id = n.parent) SELECT * FROM t
WITH RECURSIVE t AS (SELECT id, label AS path FROM nodes UNION ALL SELECT n.id, t.path || '/' || n.label FROM nodes n JOIN t ON t.id = n.parent) SELECT id, path FROM t
WITH RECURSIVE t AS (SELECT id, ARRAY[id] AS ids FROM nodes UNION SELECT n.id, t.ids || n.id FROM nodes n, t) SELECT * FROM t
WITH RECURSIVE b AS (SELECT * FROM a), a AS (SELECT 1 AS x) SELECT * FROM b
WITH RECURSIVE t AS (SELECT id, parent FROM nodes UNION ALL SELECT n.id, n.parent FROM nodes n JOIN t ON t.id = n.parent) CYCLE id SET is_cycle USING path SELECT id, is_cycle FROM t
WITH RECURSIVE t AS (SELECT id, parent FROM nodes UNION ALL SELECT n.id, n.parent FROM nodes n JOIN t ON t.id = n.parent) SEARCH DEPTH FIRST BY id SET ord SELECT id FROM t ORDER BY ord
WITH x AS (SELECT 1 AS a) (SELECT a FROM x)
-- Grouping and order.
SELECT active, count(*) FROM users GROUP BY active
SELECT active AS a, count(*) FROM users GROUP BY a
SELECT lower(nick), count(*) FROM users GROUP BY lower(nick)
SELECT lower(nick) AS l, count(*) FROM users GROUP BY 1 ORDER BY 2 DESC
SELECT id, name, count(*) FROM users GROUP BY id
SELECT u.id, u.name, count(p.id) FROM users u LEFT JOIN posts p ON p.user_id = u.id GROUP BY u.id
SELECT p.id, p.title, u.name FROM posts p JOIN users u ON u.id = p.user_id GROUP BY p.id, u.id
SELECT c.body, max(seq) FROM comments c GROUP BY c.post_id, c.seq
SELECT active, age, count(*) FROM users GROUP BY ROLLUP (active, age)
SELECT active, age, grouping(active, age) FROM users GROUP BY GROUPING SETS ((active), (age), ())
SELECT active, age, sum(visits) FROM users GROUP BY CUBE (active, age) HAVING sum(visits) > 1
SELECT max(visits) FROM users HAVING count(*) > 1
SELECT visits + 1 FROM users GROUP BY visits
SELECT visits + 1 FROM users GROUP BY visits + 1
SELECT (visits + 1) * 2 FROM users GROUP BY visits + 1
SELECT DISTINCT nick FROM users ORDER BY nick
SELECT DISTINCT ON (nick) nick, visits FROM users ORDER BY nick, visits DESC
SELECT nick FROM users ORDER BY visits, 1, nick COLLATE "C"
SELECT nick AS visits FROM users ORDER BY visits
SELECT nick FROM users ORDER BY name USING <
SELECT nick FROM users LIMIT 5 OFFSET 2
SELECT nick FROM users ORDER BY 1 FETCH FIRST 3 ROWS ONLY
SELECT id FROM users WHERE active FOR UPDATE
SELECT count(*) FROM users ORDER BY count(*)
SELECT a FROM pairs JOIN pairs2 USING (a) GROUP BY a
SELECT date_trunc('day', created_at) AS day, count(*) FROM users GROUP BY day ORDER BY day
SELECT (SELECT max(u.visits)) FROM users u
-- Collations.
SELECT sorted, sorted || 'x' AS b, lower(sorted), nick COLLATE "POSIX" AS p FROM users
SELECT sorted || nick AS a FROM users
SELECT max(sorted), CASE WHEN active THEN sorted ELSE 'x' END, coalesce(sorted, 'y') FROM users GROUP BY active, sorted
SELECT relname, relname || 'x' AS b, relname::text, current_user FROM pg_class
SELECT sorted FROM users UNION ALL SELECT 'x'
-- Enums, domains, composite types and ranges.
SELECT * FROM people
SELECT m::text, 'ok'::mood, m = 'ok', m > 'sad', m < m, m IS DISTINCT FROM 'ok', m IN ('ok', 'sad'), m = ANY (ms), m <> ALL ('{ok}'), m BETWEEN 'sad' AND 'ok' FROM people
SELECT max(m), min(m), array_agg(m), count(m), mode() WITHIN GROUP (ORDER BY m) FROM people
SELECT enum_first(m), enum_last(NULL::mood), enum_range(NULL::mood), ms || m, ms[1], unnest(ms), array_length(ms, 1), array_append(ms, 'ok'), array_position(ms, 'ok') FROM people
SELECT coalesce(m, 'ok'), CASE WHEN p > 1 THEN m ELSE 'sad' END, nullif(m, 'ok'), greatest(m, 'ok'), ARRAY[m, 'ok'], lag(m) OVER (ORDER BY id) FROM people
SELECT m FROM people UNION SELECT 'ok'
SELECT p + 1, p * p, p + t, abs(p), -p, p = 1, p > t, p::text, p::bigint, sum(p), max(p), avg(t) FROM people GROUP BY p, t
SELECT coalesce(p, 1), coalesce(p, p), nullif(p, 1), CASE WHEN p > 1 THEN p END, CASE WHEN p > 1 THEN p ELSE t END, greatest(p, 3), greatest(p, p), ARRAY[p], ARRAY[p, 1] FROM people
SELECT s || 'x', length(s), lower(s), s = 'x', s LIKE 'x%', substring(s, 1), s::text, s::varchar(3), coalesce(s, 'x'), coalesce(s, s), max(s) FROM people GROUP BY s
SELECT w || 'y'::text, w[1], w[1:2], array_length(w, 1), unnest(w), 'a' = ANY (w), w = '{a}', cardinality(w), coalesce(w, '{}') FROM people
SELECT n, n || 'x' AS x, n::text AS t, 'x'::plain AS p, lower(n) AS l FROM people
SELECT 1::posint, 1::tiny AS t, 'x'::short, '{a}'::words, 'abc'::plain AS p
SELECT p FROM people UNION SELECT 1
SELECT p FROM people UNION SELECT p FROM people
SELECT s FROM people UNION ALL SELECT 'x'
SELECT p, count(*) FROM people GROUP BY p
SELECT (a).street, (a).zip, (a).feeling FROM people
SELECT (a).* FROM people
SELECT (aa[1]).street, aa[1], (people.a).zip FROM people
SELECT ROW('a', 'b', 'ok')::address, a = a, a IS NULL, a::text FROM people
SELECT x.street, x.zip FROM people, unnest(aa) x
SELECT x FROM people, unnest(aa) x
SELECT lower(r), upper(r), r && r, r @> 1.5::float8, r * r, floatrange(1, 2), multirange(r), range_agg(r) FROM people GROUP BY r
SELECT to_jsonb(people), row_to_json(a), jsonb_build_object('m', m) FROM people
SELECT people, people.id FROM people
SELECT id FROM people WHERE m = 'happy' AND p IN (1, 2)
SELECT v.m FROM (VALUES ('ok'::mood), ('sad')) v (m)
WITH x AS (SELECT m, p FROM people) SELECT x.m, x.p + 1 AS n FROM x
SELECT * FROM (SELECT DISTINCT ON (m) m, s FROM people ORDER BY m, id) q
SELECT pg_typeof(m), num_nulls(m, p), format('%s', m), concat(m, p) FROM people
-- What views in applications look like.
SELECT u.id, string_agg(DISTINCT p.title, ', ' ORDER BY p.title) AS titles FROM users u LEFT JOIN posts p ON p.user_id = u.id GROUP BY u.id, u.name HAVING count(p.id) > 0 ORDER BY u.name
SELECT jsonb_build_object('id', u.id, 'posts', (SELECT coalesce(jsonb_agg(jsonb_build_object('t', p.title) ORDER BY p.id), '[]'::jsonb) FROM posts p WHERE p.user_id = u.id)) AS doc FROM users u
SELECT date_trunc('month', posted_at) AS month, count(*) AS n, sum(count(*)) OVER (ORDER BY date_trunc('month', posted_at)) AS running FROM posts GROUP BY date_trunc('month', posted_at)
SELECT x.*, row_number() OVER (PARTITION BY x.user_id ORDER BY x.likes DESC NULLS LAST) AS rn FROM posts x
SELECT u.name, p.n FROM users u, LATERAL (SELECT count(*) AS n FROM posts WHERE posts.user_id = u.id) AS p WHERE p.n > 0
SELECT CASE WHEN likes IS NULL THEN 'none' WHEN likes > 10 THEN 'many' ELSE 'few' END AS kind, count(*) FROM posts GROUP BY kind
SELECT CASE WHEN likes > 10 THEN 'many' ELSE 'few' END AS kind, count(*) FROM posts GROUP BY CASE WHEN likes > 10 THEN 'many' ELSE 'few' END
SELECT p.id, p.title || ' (' || u.name || ')' AS label FROM posts p JOIN users u ON p.user_id = u.id
SELECT (settings ->> 'a')::integer AS a, (settings -> 'b' ->> 'c')::boolean AS b, settings #>> '{x,y}' AS xy FROM users
SELECT extract(epoch FROM now() - created_at)::bigint AS age, to_char(created_at, 'YYYY-MM') AS ym FROM users
SELECT generate_series::date AS day FROM generate_series('2020-01-01'::date, '2020-12-31'::date, '1 day'::interval)
SELECT d.day::date, count(p.id) FROM generate_series(now() - interval '7 days', now(), interval '1 day') AS d(day) LEFT JOIN posts p ON p.posted_at::date = d.day::date GROUP BY d.day
SELECT array_agg(t ORDER BY t) FILTER (WHERE t <> '') AS ts FROM users, unnest(tags) AS t
SELECT u.*, (u.settings ->> 'x') IS NOT NULL AS has_x FROM users u WHERE NOT EXISTS (SELECT 1 FROM posts WHERE user_id = u.id) AND u.active IS NOT FALSE
SELECT id FROM posts WHERE (likes, id) > (1, 2) AND id NOT IN (SELECT post_id FROM comments)
SELECT first_value(title) OVER (PARTITION BY user_id ORDER BY posted_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS f FROM posts
SELECT width_bucket(likes, ARRAY[1, 10, 100]) AS b, avg(likes)::numeric(10, 2) AS a FROM posts GROUP BY 1
SELECT p.tags && ARRAY['x']::text[] AS o, p.tags @> ARRAY['x', 'y'] AS c FROM posts p
SELECT row_to_json(t) FROM (SELECT id, title FROM posts) t
SELECT json_agg(t.*) FROM (SELECT id, title FROM posts) t
SELECT 'a' || 1 || 'b' AS x, 1 || 'b' AS y, 'n: ' || count(*) AS z FROM posts
SELECT least(now(), created_at) AS l, (now() - created_at) * 2 AS m, now()::date - born AS days FROM users
SELECT sum(likes) / nullif(count(*), 0) AS avg, sum(likes)::float / 2 AS half, round(avg(likes), 2) AS r, round(avg(likes)::numeric, 2) AS r2 FROM posts
SELECT nullif(trim(nick), '') AS n, coalesce(nullif(nick, ''), name, 'anon') AS d FROM users
SELECT email::text ~* '@x' AS e, email = 'a'::text AS f, lower(email::text) AS l, email LIKE '%a' AS k FROM users
SELECT tsv FROM (SELECT setweight(to_tsvector('english', coalesce(title, '')), 'A') || setweight(to_tsvector('english', coalesce(body, '')), 'B') AS tsv FROM posts) s
SELECT (ARRAY_AGG(title ORDER BY id DESC))[1] AS last FROM posts
SELECT (regexp_match(nick, '(a)(b)'))[2] AS g, (string_to_array(nick, ','))[1] AS s FROM users
SELECT inet '10.0.0.1' AS i, cidr '10.0.0.0/8' AS c, macaddr '08:00:2b:01:02:03' AS m, point '(1,2)' AS p, box '(1,1),(0,0)' AS b, money '1' AS mo, bytea '\x00' AS by
SELECT sum(balance) FILTER (WHERE active) AS s, percentile_disc(0.9) WITHIN GROUP (ORDER BY balance) AS p FROM users
SELECT count(*) AS total, count(*) FILTER (WHERE active) * 100.0 / nullif(count(*), 0) AS pct FROM users
SELECT pair.key, pair.value ->> 'x' AS x FROM users, jsonb_each(settings) AS pair WHERE pair.value ? 'x'
SELECT u.id FROM users u WHERE u.tags IS NOT NULL AND cardinality(u.tags) > 0 AND 'x' = ANY(u.tags) AND u.settings @> '{"a": 1}' AND u.path <@ 'a.b' AND u.attrs ? 'k'
SELECT a.id AS a, b.id AS b, similarity(a.name, b.name) AS s FROM users a JOIN users b ON a.id < b.id AND a.name % b.name
SELECT now() AT TIME ZONE 'utc' AS a, (now() AT TIME ZONE 'utc')::date AS b, timezone('utc', created_at) AS c, created_at::timestamp AS d, date(created_at AT TIME ZONE 'UTC') AS e FROM users
SELECT "user".id, "user".name FROM users AS "user"
SELECT 1 AS id, 'x'::varchar(10) AS name UNION ALL SELECT 2, 'y' UNION ALL SELECT visits, name FROM users ORDER BY id DESC LIMIT 5
SELECT t.id, t.parent, p.label AS parent_label, EXISTS (SELECT 1 FROM nodes c WHERE c.parent = t.id) AS has_children FROM nodes t LEFT JOIN nodes p ON p.id = t.parent
SELECT coalesce(a.a, b.a) AS k, a.c, b.d FROM pairs a FULL OUTER JOIN pairs2 b ON a.a = b.a
SELECT p1.*, p2.d FROM pairs p1 NATURAL LEFT JOIN pairs2 p2
SELECT bool_or(active) AS any, string_agg(DISTINCT nick, '|') AS s, array_agg(DISTINCT age) AS ages, jsonb_object_agg(name, visits) AS m FROM users
SELECT (SELECT array_agg(x) FROM unnest(marks) x WHERE x > 1) AS m2, ARRAY(SELECT DISTINCT e FROM unnest(marks) e ORDER BY e) AS m3 FROM users
SELECT md5(random()::text) AS a, encode(sha256('x'::bytea), 'hex') AS b, gen_random_bytes(4) AS c, crypt('a', gen_salt('bf', 8)) AS d
SELECT to_tsquery('english', 'a & b') @@ doc AS hit, ts_rank_cd(doc, plainto_tsquery('a')) AS rank FROM users
SELECT interval '1 day' * visits AS i, visits * interval '1 hour' AS j, make_interval(hours => visits) AS k, age(now(), created_at) AS a FROM users
SELECT grouping(active) AS g, active, CASE grouping(active) WHEN 1 THEN 'all' ELSE active::text END AS l FROM users GROUP BY ROLLUP (active)
SELECT int4range(1, 5) @> 3 AS a, '[1,5)'::int4range && numbers AS b, upper(span) - lower(span) AS c FROM users
SELECT jsonb_path_exists(settings, '$.a[*] ? (@ > 1)') AS e, jsonb_path_query_array(settings, '$.a') AS q, settings @? '$.x' AS s FROM users
SELECT lower(tags[1]) AS t1, tags[array_length(tags, 1)] AS last, tags[2:] AS rest, tags[:1] AS head FROM users
SELECT x.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS rn FROM posts) AS x WHERE x.rn BETWEEN 1 AND 10
SELECT v.code, v.label FROM (VALUES (1, 'one'), (2, 'two')) AS v (code, label) LEFT JOIN posts p ON p.id = v.code
SELECT stddev_pop(visits) AS a, var_samp(ratio) AS b, regr_slope(ratio, weight) AS c, covar_pop(ratio, ratio) AS d, bit_or(visits) AS e FROM users
SELECT - balance AS neg, + visits AS pos, -1.5 AS lit, - (- visits) AS dbl, @ balance AS abs FROM users
SELECT 2 ^ 3 AS p, 7 / 2 AS d, 7 / 2.0 AS e, 7 % 2 AS m, 1 << 2 AS s, 5 & 3 AS b, !!to_tsquery('a') AS n
SELECT current_setting('app.user', true) AS u, nullif(current_setting('app.id', true), '')::uuid AS id, set_config('a.b', 'c', false) AS s, pg_size_pretty(pg_total_relation_size('users')) AS z
