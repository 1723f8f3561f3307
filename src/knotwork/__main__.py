"""`python -m knotwork` is the command `knotwork`."""

from knotwork.config.cli import main

raise SystemExit(main())
