"""Which letters a person wants about proposals of their sets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; who is here already gets both letters, as whoever comes."""

    dependencies = [("people", "0003_nudge_between_meetings")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="asking",
            field=models.CharField(
                choices=[("none", "none"), ("first", "first"), ("both", "both")], default="both", max_length=5
            ),
        ),
    ]
