"""How often between two meetings a person wants to be asked about what they set out to try."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; who is here already is asked once between two meetings, as whoever comes."""

    dependencies = [("people", "0002_second_step_works_once")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="nudge",
            field=models.CharField(
                choices=[("none", "none"), ("each", "each"), ("every_other", "every_other")], default="each", max_length=12
            ),
        ),
    ]
