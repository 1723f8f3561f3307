"""Django’s SQLite backend without the `JSON_VALID` constraint on JSON columns.

SQLite before 3.42 calls `json_valid` unsafe in a schema under `PRAGMA trusted_schema=OFF`, which the product
keeps on (design: stack.md). Django writes nothing but JSON into such a column.
"""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose tables carry no JSON constraint."""

    data_type_check_constraints: dict[str, Any] = {  # noqa: RUF012 – Django's own class attribute
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, making the data folder first, readable by its owner alone."""
        if isinstance(conn_params["database"], Path):
            conn_params["database"].parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super().get_new_connection(conn_params)
