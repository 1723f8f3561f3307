"""Which questions stand beside an entry of the log, and what was answered to them."""

from django.db import migrations, models

import knotwork.platform.sealing.fields


class Migration(migrations.Migration):
    """Two columns; entries that are here already have no questions beside them."""

    dependencies = [("reflections", "0002_pulse")]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="model",
            field=models.CharField(
                choices=[(word, word) for word in ("free", "what", "gibbs", "kolb", "levels", "solo")],
                default="free",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="logentry", name="answers", field=knotwork.platform.sealing.fields.SealedJSONField()
        ),
    ]
