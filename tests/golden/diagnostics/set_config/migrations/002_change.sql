SELECT pg_catalog.set_config('search_path', current_setting('app.schema'), false);
