"""Embeddings of claims and their cells, an index of pgvector where there is one, and a desk's threshold."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import reviews.models.claim_embedding
from django.db import ProgrammingError, migrations, models, transaction


REGISTER = """
    INSERT INTO reviews_claimembedding (claim_id, realm) SELECT id, desk_id || ' ' || language FROM reviews_claim
    ON CONFLICT DO NOTHING
"""
INDEX = """
    CREATE INDEX claim_meaning ON reviews_claimembedding
    USING hnsw ((vector::vector(384)) vector_cosine_ops) WHERE vector IS NOT NULL
"""


def index_vectors(apps, schema_editor):
    """Make the index over the vectors where pgvector is there or can be; the cells serve everywhere else."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
        if cursor.fetchone() is None:
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except ProgrammingError:  # this role may not make extensions
            return
        cursor.execute(INDEX)


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0001_initial'),
        ('reviews', '0010_search_terms_of_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimCell',
            fields=[
                ('pk', models.CompositePrimaryKey('cell', 'claim_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('cell', models.IntegerField()),
                ("claim", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="cells", to="reviews.claim")),
                ('signature', reviews.models.claim_embedding.Bits()),
            ],
        ),
        migrations.CreateModel(
            name='ClaimEmbedding',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='embedding', serialize=False, to='reviews.claim')),
                ('realm', models.CharField(max_length=40)),
                ('model', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('version', models.CharField(blank=True, db_default='', default='', max_length=64)),
                ('vector', django.contrib.postgres.fields.ArrayField(base_field=reviews.models.claim_embedding.Real(), null=True, size=None)),
            ],
        ),
        migrations.AddField(
            model_name='deskpolicy',
            name='suggest_from',
            field=models.FloatField(db_default=0.6, default=0.6, validators=[django.core.validators.MinValueValidator(0.4), django.core.validators.MaxValueValidator(1.0)]),
        ),
        migrations.AlterField(
            model_name='claimmatch',
            name='method',
            field=models.CharField(choices=[('fingerprint', 'Same words'), ('trigram', 'Similar words'), ('meaning', 'Similar meaning'), ('hand', 'Marked by hand')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='deskpolicy',
            constraint=models.CheckConstraint(condition=models.Q(("suggest_from__gte", 0.4), ("suggest_from__lte", 1.0)), name="policy_suggests_what_is_alike"),
        ),
        migrations.AddIndex(
            model_name='claimembedding',
            index=models.Index(condition=models.Q(('vector__isnull', True)), fields=['-claim'], name='embedding_due'),
        ),
        migrations.AddConstraint(
            model_name='claimembedding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('model', ''), ('vector__isnull', True), ('version', '')), models.Q(('vector__isnull', False), models.Q(('model', ''), _negated=True), models.Q(('version', ''), _negated=True)), _connector='OR'), name='embedding_names_its_model'),
        ),
        migrations.RunSQL(REGISTER, migrations.RunSQL.noop, elidable=True),
        migrations.RunPython(index_vectors, migrations.RunPython.noop),
    ]
