"""A word for what was agreed on and could not begin."""

import knotwork.agreements.enums
from django.db import migrations, models


class Migration(migrations.Migration):
    """No row changes."""

    dependencies = [
        ("agreements", "0004_overtaken"),
    ]

    operations = [
        migrations.AlterField(
            model_name="version",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("agreed", "agreed"),
                    ("in_force", "in_force"),
                    ("superseded", "superseded"),
                    ("tried", "tried"),
                    ("rejected", "rejected"),
                    ("lapsed", "lapsed"),
                    ("overtaken", "overtaken"),
                    ("hindered", "hindered"),
                    ("withdrawn", "withdrawn"),
                ],
                default=knotwork.agreements.enums.VersionState["DRAFT"],
                max_length=10,
            ),
        ),
    ]
