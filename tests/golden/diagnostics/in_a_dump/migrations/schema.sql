--
-- PostgreSQL database dump
--

\restrict 74c4p4LPTlQxRyCgUrfnnqBnI6NJlG9

CREATE TABLE public.users (
    id integer NOT NULL,
    name txet
);

--
-- PostgreSQL database dump complete
--

\unrestrict 74c4p4LPTlQxRyCgUrfnnqBnI6NJlG9
