--
-- PostgreSQL database dump
--

CREATE TABLE public.never_read (id int);
