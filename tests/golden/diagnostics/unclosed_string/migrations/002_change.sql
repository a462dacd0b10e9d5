COMMENT ON TABLE users IS 'those who use it;
