"""Who may pass this app's URL names."""

from knotwork.platform.access.rows import SIGNED_IN, Table

TABLE: Table = {
    "protocols:library": SIGNED_IN,
    "protocols:protocol": SIGNED_IN,
}
