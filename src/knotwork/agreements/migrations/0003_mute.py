"""What a member wants to hear nothing of."""

import django.db.models.deletion
import knotwork.platform.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table without words."""

    dependencies = [
        ('agreements', '0002_proposals'),
        ('sets', '0005_words_choice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.UUIDField(default=knotwork.platform.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('learning_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sets.learningset')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mutes', related_query_name='mute', to='agreements.version')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('version', None)), fields=('person', 'learning_set'), name='agreements_one_mute_of_a_set'), models.UniqueConstraint(condition=models.Q(('version__isnull', False)), fields=('person', 'version'), name='agreements_one_mute_of_a_proposal')],
            },
        ),
    ]
