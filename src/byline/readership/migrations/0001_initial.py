import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('newsroom', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpoolOffset',
            fields=[
                ('file', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('offset', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='ReadSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown', models.CharField(choices=[('number', 'The number: 6,563 reads'), ('rounded', 'Rounded down: more than 6,500 reads'), ('hidden', 'Not at all')], default='number', max_length=7, verbose_name='how articles show the number')),
                ('most_read', models.CharField(blank=True, choices=[('', 'No list'), ('day', 'Today'), ('week', 'In 7 days'), ('month', 'In 30 days')], default='week', max_length=5, verbose_name='most read')),
                ('most_read_length', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(10)], verbose_name='how many articles')),
                ('on_sections', models.BooleanField(default=True, verbose_name='also on section pages, each with its own list')),
                ('counts_staff', models.BooleanField(default=False, help_text='If this is off, browsers in which the desk was open within the last 30 days are not counted.', verbose_name='count staff')),
                ('keep_days', models.PositiveSmallIntegerField(default=90, help_text='The number of each day is kept permanently.', validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(3660)], verbose_name='days for which hours and referring sites are kept')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'read count',
                'verbose_name_plural': 'read counts',
            },
        ),
        migrations.CreateModel(
            name='ReferrerTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('host', models.CharField(blank=True, max_length=253)),
                ('reads', models.PositiveIntegerField(default=0)),
                ('networks', models.PositiveSmallIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrer_tallies', to='newsroom.article')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
        ),
        migrations.CreateModel(
            name='ReferrerNetwork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_hash', models.CharField(max_length=24)),
                ('tally', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='naming_networks', to='readership.referrertally')),
            ],
        ),
        migrations.CreateModel(
            name='SeenVisitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('visitor_hash', models.CharField(max_length=24)),
                ('network_hash', models.CharField(max_length=24)),
                ('provider_hash', models.CharField(max_length=24)),
            ],
            options={
                'indexes': [models.Index(fields=['day', 'network_hash'], name='seen_from_a_network'), models.Index(fields=['day', 'provider_hash'], name='seen_from_a_provider')],
                'constraints': [models.UniqueConstraint(fields=('day', 'visitor_hash'), name='seen_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tally', serialize=False, to='newsroom.article')),
                ('before', models.PositiveBigIntegerField(default=0)),
                ('reads', models.PositiveBigIntegerField(default=0)),
                ('shown', models.PositiveBigIntegerField(default=0)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('is_behind', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_behind', True)), fields=['article'], name='tallies_behind')],
            },
        ),
        migrations.CreateModel(
            name='DayTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('reads', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='day_tallies', to='newsroom.article')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'day', 'article', 'reads'], name='tallies_of_a_site')],
                'constraints': [models.UniqueConstraint(fields=('article', 'day'), name='one_tally_a_day')],
            },
        ),
        migrations.CreateModel(
            name='HourTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('hour', models.PositiveSmallIntegerField()),
                ('reads', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hour_tallies', to='newsroom.article')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'day', 'hour', 'reads'], name='hours_of_a_site')],
                'constraints': [models.UniqueConstraint(fields=('article', 'day', 'hour'), name='one_tally_an_hour')],
            },
        ),
        migrations.CreateModel(
            name='MinuteTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.PositiveIntegerField()),
                ('reads', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minute_tallies', to='newsroom.article')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(fields=['minute', 'site'], name='minutes_of_a_site')],
                'constraints': [models.UniqueConstraint(fields=('article', 'minute'), name='one_tally_a_minute')],
            },
        ),
        migrations.AddIndex(
            model_name='referrertally',
            index=models.Index(fields=['site', 'day', 'host', 'reads'], name='referrers_of_a_site'),
        ),
        migrations.AddConstraint(
            model_name='referrertally',
            constraint=models.UniqueConstraint(fields=('article', 'day', 'host'), name='one_tally_a_referrer'),
        ),
        migrations.AddConstraint(
            model_name='referrernetwork',
            constraint=models.UniqueConstraint(fields=('tally', 'provider_hash'), name='named_once_a_network'),
        ),
    ]
