"""The access table of the whole product: one row for each URL name, third-party names included."""

from knotwork.platform.access.check import gather

TABLE = gather()
