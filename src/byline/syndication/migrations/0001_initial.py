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
                ('text', models.CharField(choices=[('full', 'All of it'), ('summary', 'A summary')], default='full', max_length=7, verbose_name='what feeds hold of an article')),
                ('length', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='articles in a feed')),
                ('hub', models.URLField(blank=True, help_text="The address of another's hub that tells subscribers of what is new.", max_length=500, verbose_name='WebSub hub')),
                ('own_hub', models.BooleanField(default=True, help_text='Feed readers that know WebSub are sent what is new as soon as it is published, by this server itself.', verbose_name='be a hub, where no other is named')),
                ('tells_search_engines', models.BooleanField(default=False, help_text='They are sent the address of each article that is published, changed or withdrawn, and nothing else.', verbose_name='tell search engines what was published (IndexNow)')),
                ('index_key', models.CharField(default=byline.syndication.models.feed_settings.new_index_key, editable=False, max_length=32)),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'feeds and machines',
                'verbose_name_plural': 'feeds and machines',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=500)),
                ('callback', models.CharField(max_length=500)),
                ('host', models.CharField(max_length=255)),
                ('secret', models.CharField(blank=True, max_length=199)),
                ('until', models.DateTimeField(db_index=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'host'], name='subscriptions_of_host')],
                'constraints': [models.UniqueConstraint(fields=('site', 'topic', 'callback'), name='one_subscription_a_callback')],
            },
        ),
    ]
