"""Merges keep what they took over, and a desk may let the machine confirm matches."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_lists_of_pages_are_read_again'),
        ('factcheck', '0004_notices'),
        ('reviews', '0014_drafts_in_two_windows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(null=True)),
                ('taken', models.JSONField()),
                ('state', models.CharField(choices=[('STANDING', 'Stands'), ('UNDONE', 'Undone')], default='STANDING', max_length=8)),
                ('merged_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'merge',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claimmatch',
            name='allowed_moves',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reviewtask',
            name='allowed_moves',
        ),
        migrations.AddField(
            model_name='claimmatch',
            name='confirm_due',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='deskpolicy',
            name='confirm_from',
            field=models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0.7), django.core.validators.MaxValueValidator(1.0)]),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimmatch',
            trigger=pgtrigger.compiler.Trigger(name='allowed_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{SUGGESTED:CONFIRMED,SUGGESTED:REJECTED,CONFIRMED:REJECTED}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='ad05a96895c1e410c09dcb97a148df291aa07bd7', operation='UPDATE', pgid='pgtrigger_allowed_moves_e0fd4', table='reviews_claimmatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewtask',
            trigger=pgtrigger.compiler.Trigger(name='allowed_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{OPEN:LEASED,OPEN:DONE,OPEN:CANCELLED,LEASED:OPEN,LEASED:LEASED,LEASED:DONE,LEASED:CANCELLED,CANCELLED:OPEN}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='8ac41a78b88f5da34af2a9aeb8073c5040db7cad', operation='UPDATE', pgid='pgtrigger_allowed_moves_d4600', table='reviews_reviewtask', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='deskpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('confirm_from__isnull', True), models.Q(('confirm_from__gte', 0.7), ('confirm_from__lte', 1.0)), _connector='OR'), name='policy_confirms_what_is_very_alike'),
        ),
        migrations.AddField(
            model_name='claimmerge',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='merges_away', to='reviews.claim'),
        ),
        migrations.AddField(
            model_name='claimmerge',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_here', to='reviews.claim'),
        ),
        migrations.AddField(
            model_name='claimmerge',
            name='match',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='merges', to='reviews.claimmatch'),
        ),
        migrations.AddField(
            model_name='claimmerge',
            name='merged_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claimmerge',
            name='undone_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='claimmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'STANDING')), fields=('claim',), name='one_standing_merge_per_claim'),
        ),
        migrations.AddConstraint(
            model_name='claimmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('merged_by__isnull', True)), fields=('claim', 'into'), name='the_machine_merges_a_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='claimmerge',
            constraint=models.CheckConstraint(condition=models.Q(('claim', models.F('into')), _negated=True), name='merge_is_of_two_claims'),
        ),
        migrations.AddConstraint(
            model_name='claimmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'STANDING'), ('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('state', 'UNDONE'), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_a_person_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='claimmerge',
            constraint=models.CheckConstraint(condition=models.Q(('merged_by__isnull', False), models.Q(('match__isnull', False), ('score__isnull', False)), _connector='OR'), name='the_machine_merges_by_a_match_with_a_score'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimmerge',
            trigger=pgtrigger.compiler.Trigger(name='allowed_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{STANDING:UNDONE}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='6254b5efa5a4c9aade57308d1dd09ed7bc9ddfa8', operation='UPDATE', pgid='pgtrigger_allowed_moves_649f4', table='reviews_claimmerge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimmerge',
            trigger=pgtrigger.compiler.Trigger(name='taken_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."into_id" IS DISTINCT FROM (NEW."into_id") OR OLD."match_id" IS DISTINCT FROM (NEW."match_id") OR OLD."score" IS DISTINCT FROM (NEW."score") OR OLD."taken" IS DISTINCT FROM (NEW."taken") OR OLD."merged_by_id" IS DISTINCT FROM (NEW."merged_by_id") OR OLD."merged_at" IS DISTINCT FROM (NEW."merged_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2f1f48bf2377867bc5df170e87a1bb2bc315a075', operation='UPDATE', pgid='pgtrigger_taken_frozen_7a75b', table='reviews_claimmerge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimmerge',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='baa471dd59a0910da26ebf3ce17b3f0c76f446e6', operation='DELETE', pgid='pgtrigger_no_delete_f6207', table='reviews_claimmerge', when='BEFORE')),
        ),
    ]
