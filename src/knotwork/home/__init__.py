"""Pages made of several apps' queries: home and a set's page."""
