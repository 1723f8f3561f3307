"""Who may pass this app's URL names: anybody, in the demo; nobody elsewhere, for there they do not exist."""

from django.conf import settings

from knotwork.platform.access.rows import ANYONE, Table

TABLE: Table = {"demo:cast": ANYONE} if settings.KNOTWORK_DEMO else {}
