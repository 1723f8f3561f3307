"""Long tests of forming sets, for `make test-formation`."""
