"""Append-only record of who did what. Doors: `services.record`, `models.Entry.objects.of_set`."""
