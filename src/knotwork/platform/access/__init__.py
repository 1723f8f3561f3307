"""The check that denies by default, the middleware, and the type of a row."""
