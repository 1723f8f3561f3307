"""What a learning came from, and who would keep a shared note together with the set."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A column and a table; notes that are here already came from somewhere else."""

    dependencies = [("reflections", "0003_questions_in_the_log"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="learningnote",
            name="source",
            field=models.CharField(
                choices=[(word, word) for word in ("own_turn", "others_turn", "action", "elsewhere")],
                default="elsewhere",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="WishToKeep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        related_query_name="wish",
                        to="reflections.learningnote",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("note", "person"), name="reflections_one_wish_each")],
            },
        ),
    ]
