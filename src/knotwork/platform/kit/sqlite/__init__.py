"""Django's SQLite backend, made to work under `trusted_schema=OFF`."""
