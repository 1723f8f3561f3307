"""The skill a member practises in a meeting, and what the others write back to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import knotwork.platform.kit.ids
import knotwork.platform.sealing.fields

KEY = {"default": knotwork.platform.kit.ids.new_id, "editable": False, "primary_key": True, "serialize": False}
SKILLS = ("listening", "asking", "reflecting_back", "silence", "challenging")


def _of(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=model)


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        ("meetings", "0003_rota"),
        ("reflections", "0004_notes_kept_together"),
        ("sets", "0004_asks_all"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.UUIDField(**KEY)),
                ("skill", models.CharField(choices=[(skill, skill) for skill in SKILLS], max_length=16)),
                ("focus", knotwork.platform.sealing.fields.SealedTextField()),
                ("chosen_at", models.DateTimeField()),
                ("learning_set", _of("sets.learningset")),
                ("meeting", _of("meetings.meeting")),
                ("person", _of(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "person"), name="reflections_one_practice_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.UUIDField(**KEY)),
                ("text", knotwork.platform.sealing.fields.SealedTextField()),
                ("given_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="reflections.practice"
                    ),
                ),
                ("to", _of(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "author"), name="reflections_one_feedback_each")
                ],
            },
        ),
    ]
