"""An invitation notes when somebody opened an account with it: it opens one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("sets", "0001_begin")]

    operations = [
        migrations.AddField(model_name="invitation", name="opened_account_at", field=models.DateTimeField(null=True)),
    ]
