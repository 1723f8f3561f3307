"""Who may pass this app's URL names. Kept letters hold sign-in codes: the view opens them on a lone machine only."""

from django.conf import settings

from knotwork.platform.access.rows import ANYONE, HOST, Table

TABLE: Table = {
    "mail:letters": ANYONE if settings.KNOTWORK_DEMO else HOST,
    "mail:off": ANYONE,
}
