"""Who may look at the components: whoever looks after the host; on a demonstration host, anyone."""

from django.conf import settings

from knotwork.platform.access.rows import ANYONE, HOST, Table

TABLE: Table = {"design:components": ANYONE if settings.KNOTWORK_DEMO else HOST}
