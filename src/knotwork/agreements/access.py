"""Who may pass this app's URL names."""

from knotwork.platform.access.rows import Table

TABLE: Table = {}
