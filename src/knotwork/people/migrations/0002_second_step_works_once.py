"""The last used time step of each authenticator, so that a code works once in all processes together."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("people", "0001_begin")]

    operations = [
        migrations.CreateModel(
            name="SecondStepMark",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("step", models.PositiveBigIntegerField()),
            ],
        ),
    ]
