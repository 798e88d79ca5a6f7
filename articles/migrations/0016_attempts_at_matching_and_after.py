"""How often a text was tried to be matched, suggested for and compared, before it waits for a lead."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_keys_of_hand_overs'),
    ]

    operations = [
        migrations.AddField(
            model_name='articlerevision',
            name='compare_attempts',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='articlerevision',
            name='match_attempts',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='articlerevision',
            name='suggest_attempts',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
