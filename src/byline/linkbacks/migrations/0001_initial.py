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
                ('webmentions', models.BooleanField(default=True, verbose_name='accept webmentions')),
                ('pingbacks', models.BooleanField(default=True, verbose_name='accept pingbacks')),
                ('trackbacks', models.BooleanField(default=False, verbose_name='accept trackbacks')),
                ('close_after_days', models.PositiveSmallIntegerField(default=0, help_text="0: never. Counted from the article's publication, independently of its responses.", verbose_name='close to pings after (days)')),
                ('reads_first', models.BooleanField(default=True, help_text='Mentions from trusted sites are published at once.', verbose_name='moderators approve mentions from other sites first')),
                ('trusted', models.TextField(blank=True, help_text='One domain a line. Its subdomains are trusted as well.', max_length=10000, verbose_name='trusted sites')),
                ('shows_own', models.BooleanField(default=True, verbose_name='show links between articles of our sites')),
                ('sends', models.BooleanField(default=True, verbose_name='notify other sites when an article links to them')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'ping rules',
                'verbose_name_plural': 'ping rules',
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
                ('state', models.CharField(choices=[('pending', 'Waiting to be checked'), ('accepted', 'Links to the article'), ('rejected', 'Rejected'), ('gone', 'Gone, or no longer links to the article')], default='pending', max_length=10)),
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
