# Articles get keys: the identity of each now, its addresses and texts in the next migration.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_embargo_and_status'),
        ('factcheck', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=2100)),
            ],
            options={
                'verbose_name': 'key',
            },
        ),
        migrations.AddField(
            model_name='articlekey',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='articles.article'),
        ),
        migrations.AddField(
            model_name='articlekey',
            name='desk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='factcheck.desk'),
        ),
        migrations.AddConstraint(
            model_name='articlekey',
            constraint=models.UniqueConstraint(fields=('desk', 'key'), name='one_article_per_desk_and_key'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='is_known_by_its_identity', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    INSERT INTO articles_articlekey (desk_id, key, article_id)\n                    VALUES (NEW.desk_id, NEW.identity, NEW.id) ON CONFLICT DO NOTHING;\n                    RETURN NULL;\n                ', hash='012de2c9046d43016862835f1e7c0cca3fe22432', operation='INSERT', pgid='pgtrigger_is_known_by_its_identity_59b4a', table='articles_article', when='AFTER')),
        ),
        # After the trigger, which lets nobody write an article until this is committed.
        migrations.RunSQL(
            "INSERT INTO articles_articlekey (desk_id, key, article_id)"
            " SELECT desk_id, identity, id FROM articles_article ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        ),
    ]
