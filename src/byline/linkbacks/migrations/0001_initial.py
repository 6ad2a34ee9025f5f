import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('discussion', '0001_initial'),
        ('network', '0001_initial'),
        ('newsroom', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('webmentions', models.BooleanField(default=True, verbose_name='take webmentions')),
                ('pingbacks', models.BooleanField(default=True, verbose_name='take pingbacks')),
                ('trackbacks', models.BooleanField(default=False, verbose_name='take trackbacks')),
                ('close_after_days', models.PositiveSmallIntegerField(default=0, help_text="0: never. Counted from an article's publication, apart from its responses.", verbose_name='close to pings after (days)')),
                ('reads_first', models.BooleanField(default=True, help_text='But for those of trusted sites.', verbose_name='a moderator reads links from other sites first')),
                ('trusted', models.TextField(blank=True, help_text='One domain a line; what is below it is trusted too.', max_length=10000, verbose_name='trusted sites')),
                ('shows_own', models.BooleanField(default=True, verbose_name='show links between the articles of this house')),
                ('sends', models.BooleanField(default=True, verbose_name='tell other sites that an article links to them')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'rules for pings',
                'verbose_name_plural': 'rules for pings',
            },
        ),
        migrations.CreateModel(
            name='IncomingMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('response', 'Response'), ('pingback', 'Pingback'), ('trackback', 'Trackback'), ('webmention', 'Webmention')], max_length=12)),
                ('source', models.CharField(max_length=500)),
                ('source_key', models.CharField(max_length=500)),
                ('target', models.CharField(max_length=500)),
                ('payload', models.JSONField(default=dict)),
                ('host_key', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('pending', 'Will be looked at'), ('accepted', 'It links here'), ('rejected', 'Not taken'), ('gone', 'Gone, or links here no longer')], default='pending', max_length=10)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('checked_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='newsroom.article')),
                ('comment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mention', to='discussion.comment')),
                ('delivery', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mention', to='network.delivery')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'checked_at'], name='mentions_by_state')],
                'constraints': [models.UniqueConstraint(fields=('article', 'source_key'), name='one_mention_a_page')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=500)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outgoing_links', to='newsroom.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'target'), name='told_once')],
            },
        ),
    ]
