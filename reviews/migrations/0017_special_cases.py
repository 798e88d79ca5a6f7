"""A relation may say that one claim is a special case of the other."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0016_index_of_matches_to_confirm'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='claimrelation',
            name='narrower',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.claim'),
        ),
        migrations.AlterField(
            model_name='claimrelation',
            name='kind',
            field=models.CharField(choices=[('contradicts', 'Contradicts'), ('quote', 'Quotes in other words'), ('narrows', 'Is a special case')], default='contradicts', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='claimrelation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'narrows'), _negated=True), ('narrower__isnull', True)), models.Q(('kind', 'narrows'), ('narrower__isnull', False), models.Q(('narrower', models.F('claim_a')), ('narrower', models.F('claim_b')), _connector='OR')), _connector='OR'), name='a_narrowing_says_which_of_the_two_is_narrower'),
        ),
    ]
