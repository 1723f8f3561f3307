"""Calls of two members between two meetings: in the end only that one happened is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import knotwork.platform.kit.ids


def _of(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=model)


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("actions", "0001_begin"),
        ("meetings", "0003_rota"),
        ("sets", "0004_asks_all"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BuddyCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=knotwork.platform.kit.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField(null=True)),
                ("is_accepted", models.BooleanField(default=False)),
                ("happened", models.BooleanField(default=False)),
                ("asked", _of(settings.AUTH_USER_MODEL)),
                ("asked_by", _of(settings.AUTH_USER_MODEL)),
                ("learning_set", _of("sets.learningset")),
                ("meeting", _of("meetings.meeting")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "asked_by", "asked"), name="actions_one_call_of_two"),
                    models.CheckConstraint(condition=~Q(asked_by=F("asked")), name="actions_nobody_calls_themselves"),
                    models.CheckConstraint(
                        condition=Q(happened=False) | Q(starts_at=None), name="actions_only_that_it_happened"
                    ),
                ],
            },
        ),
    ]
