-- Columns.
SELECT nope FROM users
SELECT u.nope FROM users u
SELECT users.id FROM users u
SELECT nope.id FROM users
SELECT id FROM users, posts
SELECT users.id FROM posts
SELECT id FROM (SELECT 1 AS a) s
SELECT nope.* FROM users
SELECT other.users.id FROM users
SELECT a FROM pairs JOIN pairs2 ON true
SELECT (u).nope FROM users u
SELECT (nick).x FROM users
SELECT id FROM users u (x)
SELECT * FROM users u (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll)
SELECT *
SELECT 1 AS a, 2 AS a
SELECT * FROM users, users u
SELECT a, a FROM pairs
SELECT ROW(1, 2)
SELECT s FROM (SELECT 1 AS a) s
SELECT a.b.c.d FROM users
SELECT (SELECT nope FROM posts)
SELECT top_posts(3)
SELECT u.id FROM users u (x)
SELECT tags || 'x' FROM users WHERE 'x' || tags = tags
SELECT id FROM users ORDER BY nope
SELECT id FROM users WHERE nope = 1
-- Relations.
SELECT * FROM nope
SELECT * FROM nope.users
SELECT * FROM other.nope
SELECT * FROM users JOIN nope ON true
SELECT * FROM (SELECT * FROM nope) s
TABLE nope
SELECT 1 AS x FROM users u, posts u
SELECT 1 AS x FROM users, users
SELECT * FROM (SELECT 1)
SELECT * FROM a, (SELECT 1 AS a) a
WITH x AS (SELECT 1 AS a), x AS (SELECT 2 AS b) SELECT * FROM x
WITH x AS (SELECT * FROM y), y AS (SELECT 1 AS a) SELECT * FROM x
WITH x (a, b) AS (SELECT 1) SELECT * FROM x
SELECT users.id FROM users FOR UPDATE OF posts
SELECT 1 AS x FROM users u JOIN posts p ON nope.id = p.id
SELECT 1 AS x FROM users u, posts p JOIN comments c ON c.author = u.id
SELECT s.x FROM users u, (SELECT u.id AS x) s
SELECT s.x FROM users u RIGHT JOIN LATERAL (SELECT u.id AS x) s ON true
-- Functions and operators.
SELECT nope(1)
SELECT nope(id) FROM users
SELECT lower(1)
SELECT lower('a', 'b')
SELECT length()
SELECT upper(ARRAY['a'])
SELECT add_one(1, 2)
SELECT add_one(ARRAY[1])
SELECT with_defaults()
SELECT with_defaults(1, nope => 2)
SELECT gathered('x', 1)
SELECT visits + nick FROM users
SELECT settings + 1 FROM users
SELECT born + born FROM users
SELECT id = 1 FROM users
SELECT id = email FROM users
SELECT - nick FROM users
SELECT nick && 'a' FROM users
SELECT visits LIKE 'a' FROM users
SELECT visits || score FROM users
SELECT visits ->> 'a' FROM users
SELECT tags @> 1 FROM users
SELECT visits IN ('a', 1) FROM users
SELECT visits IN (nick, 1) FROM users
SELECT visits = ANY (nick) FROM users
SELECT visits = ANY (tags) FROM users
SELECT sum(nick) FROM users
SELECT avg(active) FROM users
SELECT max(active) FROM users
SELECT make_interval(weeks => 1, nope => 2)
SELECT pg_catalog.nope(1)
SELECT nope.lower('a')
SELECT * FROM nope(1)
SELECT array_append(marks, nick) FROM users
SELECT visits BETWEEN nick AND 5 FROM users
SELECT CASE visits WHEN nick THEN 1 END FROM users
SELECT nullif(visits, nick) FROM users
SELECT (visits, nick) = (1, 2) FROM users
SELECT visits IN (SELECT nick FROM users) FROM users
SELECT 1 AS x FROM users JOIN posts USING (id)
SELECT count(DISTINCT raw) FROM users
SELECT DISTINCT raw FROM users
SELECT raw FROM users GROUP BY raw
SELECT raw FROM users ORDER BY raw
SELECT raw FROM users UNION SELECT raw FROM users
-- Types.
SELECT 1::nope
SELECT CAST(1 AS other.nope)
SELECT visits::uuid FROM users
SELECT settings::date FROM users
SELECT true::date
SELECT 'abc'::integer
SELECT 'x' + 1
SELECT 'maybe'::boolean
SELECT visits + 'a' FROM users
SELECT 'abc'::uuid
SELECT id = 'abc' FROM users
SELECT 99999999999::text, '99999999999'::integer
SELECT CASE WHEN active THEN 1 ELSE nick END FROM users
SELECT CASE WHEN active THEN 1 ELSE 'x' END FROM users
SELECT CASE WHEN visits THEN 1 END FROM users
SELECT coalesce(nick, visits) FROM users
SELECT coalesce(visits, 'x') FROM users
SELECT greatest(nick, born) FROM users
SELECT ARRAY[1, nick] FROM users
SELECT ARRAY[]
SELECT id FROM users UNION SELECT nick FROM users
SELECT 1 AS a UNION SELECT 'x'
SELECT 1 AS a UNION SELECT 2, 3
SELECT NULL AS a UNION SELECT NULL UNION SELECT 1
VALUES (1, 2), (3)
VALUES (1), ('x')
SELECT visits AND active FROM users
SELECT NOT visits FROM users
SELECT id FROM users WHERE visits
SELECT id FROM users WHERE nick
SELECT count(*) FROM users HAVING 1
SELECT id FROM users u JOIN posts p ON 1
SELECT visits[1] FROM users
SELECT tags['x'] FROM users
SELECT id FROM users LIMIT 'x'
SELECT id FROM users LIMIT visits
SELECT visits IS TRUE FROM users
SELECT visits COLLATE "C" FROM users
SELECT nick COLLATE "C" || name COLLATE "POSIX" FROM users
SELECT array_agg('x')
-- Grouping.
SELECT nick, count(*) FROM users
SELECT nick, visits FROM users GROUP BY nick
SELECT visits + 1 FROM users GROUP BY visits + 2
SELECT * FROM users GROUP BY id, nope
SELECT p.title, count(*) FROM posts p GROUP BY p.user_id
SELECT u.id, p.title FROM users u JOIN posts p ON p.user_id = u.id GROUP BY u.id
SELECT a, c FROM pairs GROUP BY a
SELECT nick FROM users HAVING count(*) > 1
SELECT count(*) FROM users ORDER BY nick
SELECT count(*) FROM users WHERE count(*) > 1
SELECT id FROM users GROUP BY count(*)
SELECT count(count(*)) FROM users
SELECT sum(visits) FROM users u JOIN posts p ON count(*) > 1
SELECT (SELECT p.title FROM posts p WHERE p.user_id = u.id) , count(*) FROM users u
SELECT count(*) FILTER (WHERE count(*) > 1) FROM users
SELECT id FROM users WHERE row_number() OVER () = 1
SELECT active FROM users GROUP BY active HAVING rank() OVER () = 1
SELECT rank() FROM users
SELECT sum(rank() OVER ()) FROM users
SELECT lower(nick) OVER () FROM users
SELECT lower(DISTINCT nick) FROM users
SELECT lower(nick) FILTER (WHERE true) FROM users
SELECT lower(*) FROM users
SELECT count() FROM users
SELECT count(DISTINCT visits) OVER () FROM users
SELECT percentile_cont(0.5) FROM users
SELECT sum(visits) WITHIN GROUP (ORDER BY visits) FROM users
SELECT sum(visits) OVER w FROM users
SELECT generate_series(1, 2) AS x FROM users WHERE generate_series(1, 2) = 1
SELECT CASE WHEN active THEN generate_series(1, 2) END FROM users
SELECT coalesce(generate_series(1, 2), 1)
SELECT count(unnest(tags)) FROM users
SELECT id FROM users ORDER BY 2
SELECT id FROM users GROUP BY 3
SELECT id FROM users ORDER BY 'x'
SELECT DISTINCT nick FROM users ORDER BY visits
SELECT DISTINCT ON (nick) nick, visits FROM users ORDER BY visits
SELECT 1 AS a UNION SELECT 2 ORDER BY a + 1
SELECT nick AS a, name AS a FROM users ORDER BY a
-- Sub-selects and WITH.
SELECT (SELECT id, name FROM users)
SELECT ARRAY(SELECT id, name FROM users)
SELECT id IN (SELECT id, name FROM users) FROM users
SELECT (id, name) IN (SELECT id FROM users) FROM users
WITH RECURSIVE t AS (SELECT n + 1 AS n FROM t) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1.5 FROM t) SELECT * FROM t
WITH RECURSIVE t AS (SELECT name AS n FROM users UNION ALL SELECT n || 'x' FROM t) SELECT * FROM t
WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT * FROM a) SELECT * FROM a
WITH RECURSIVE t AS (SELECT n FROM t UNION ALL SELECT 1) SELECT * FROM t
SELECT * FROM json_to_record('{}')
SELECT * FROM any_record()
SELECT * FROM generate_series(1, 2) AS (a integer)
SELECT * FROM pairs JOIN pairs2 USING (c)
SELECT * FROM pairs JOIN pairs2 USING (nope)
SELECT * FROM pairs p1 JOIN pairs p2 ON true JOIN pairs2 USING (a)
SELECT pairs.c FROM (pairs JOIN pairs2 USING (a)) AS x
-- Enums, domains, composite types.
SELECT 'nope'::mood
SELECT id FROM people WHERE m = 'nope'
SELECT m = 1 FROM people
SELECT m + 1 FROM people
SELECT m LIKE 'a' FROM people
SELECT lower(m) FROM people
SELECT coalesce(m, 'nope') FROM people
SELECT coalesce(m, p) FROM people
SELECT m = s FROM people
SELECT p || s FROM people WHERE p || s = p + s
SELECT p + w FROM people
SELECT (a).nope FROM people
SELECT (m).street FROM people
SELECT 'x'::posint
SELECT p = 'x' FROM people
SELECT sum(s) FROM people
SELECT m FROM people UNION SELECT 'nope'
SELECT m FROM people UNION SELECT s FROM people
SELECT CASE m WHEN 'nope' THEN 1 END FROM people
SELECT m IN ('ok', 'nope') FROM people
SELECT a + 1 FROM people
SELECT a::integer FROM people
SELECT p::mood FROM people
SELECT lower(a) FROM people
