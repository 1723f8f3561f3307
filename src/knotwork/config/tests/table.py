"""The product's access table with the probes' rows."""

from knotwork.config.access import TABLE as REAL
from knotwork.config.tests.urls import ROWS

TABLE = {**REAL, **ROWS}
