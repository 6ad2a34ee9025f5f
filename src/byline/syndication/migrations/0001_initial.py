import byline.lib.encryption
import byline.syndication.models.feed_settings
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(choices=[('full', 'Full text'), ('summary', 'Summary only')], default='full', max_length=7, verbose_name='text of articles in feeds')),
                ('length', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='articles in a feed')),
                ('hub', models.URLField(blank=True, help_text='The address of an external hub that notifies subscribers.', max_length=500, verbose_name='WebSub hub')),
                ('own_hub', models.BooleanField(default=True, help_text='This server sends new articles to feed readers that support WebSub as soon as they are published.', verbose_name='act as a hub unless another is named')),
                ('tells_search_engines', models.BooleanField(default=False, help_text='Sends them the address of each article that is published, changed or unpublished, and nothing else.', verbose_name='notify search engines of changes (IndexNow)')),
                ('index_key', models.CharField(default=byline.syndication.models.feed_settings.new_index_key, editable=False, max_length=32)),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'feeds and search engines',
                'verbose_name_plural': 'feeds and search engines',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=500)),
                ('callback', models.CharField(max_length=500)),
                ('host', models.CharField(max_length=255)),
                ('secret', byline.lib.encryption.EncryptedCharField(blank=True, max_length=199)),
                ('until', models.DateTimeField(db_index=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'host'], name='subscriptions_of_host')],
                'constraints': [models.UniqueConstraint(fields=('site', 'topic', 'callback'), name='one_subscription_a_callback')],
            },
        ),
    ]
