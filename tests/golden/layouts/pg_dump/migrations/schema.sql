--
-- PostgreSQL database dump
--

\restrict 4Ot37cxaS64tVVYgyRTrVJczP8YUlGXtbWOfEMYdRLd78J98Nay2DzGheq6H9mm

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: accounts; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.accounts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text NOT NULL,
    note text,
    CONSTRAINT short CHECK ((length(email) < 200))
);


ALTER TABLE public.accounts OWNER TO postgres;

--
-- Name: TABLE accounts; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON TABLE public.accounts IS 'who';


--
-- Name: posts; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.posts (
    account_id uuid NOT NULL,
    slug character varying(40) NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    tags text[],
    words integer GENERATED ALWAYS AS (length(body)) STORED,
    at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.posts OWNER TO postgres;

--
-- Data for Name: accounts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.accounts (id, email, note) FROM stdin;
00000000-0000-0000-0000-000000000001	a@b.c	tab\there\nnewline \\ it's
00000000-0000-0000-0000-000000000002	d@e.f	\N
\.


--
-- Data for Name: posts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.posts (account_id, slug, body, tags, at) FROM stdin;
00000000-0000-0000-0000-000000000001	first	said	{a,"b c"}	2026-11-25 00:43:26.767437+00
\.


--
-- Name: accounts accounts_email_key; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_email_key UNIQUE (email);


--
-- Name: accounts accounts_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);


--
-- Name: posts posts_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (account_id, slug);


--
-- Name: posts_at; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX posts_at ON public.posts USING btree (at DESC) WHERE (tags IS NOT NULL);


--
-- Name: posts posts_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict 4Ot37cxaS64tVVYgyRTrVJczP8YUlGXtbWOfEMYdRLd78J98Nay2DzGheq6H9mm

