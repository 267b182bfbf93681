"""What the step before has filled in holds from now on."""

import quiz.outlook.models.posts
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outlook', '0004_carry_over'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='snapshot',
            name='batches',
        ),
        migrations.RemoveField(
            model_name='snapshot',
            name='number',
        ),
        migrations.AlterField(
            model_name='post',
            name='code',
            field=models.CharField(default=quiz.outlook.models.posts.new_post_code, max_length=11, unique=True),
        ),
        migrations.AlterField(
            model_name='post',
            name='written_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='published_at',
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('is_reason', False), models.Q(('alias', None), ('reply_to', None), ('stance', '')), _connector='OR'), name='a_reason_has_no_stance'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('survey', 'prediction', 'round', 'is_late'), name='one_snapshot_per_prediction_and_round'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('survey', 'membership', 'prediction', 'round'), name='one_ballot_per_member_and_round'),
        ),
    ]
