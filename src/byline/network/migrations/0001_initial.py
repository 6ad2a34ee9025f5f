import byline.network.rules
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'owner and network',
                'verbose_name_plural': 'owner and network',
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('relationship', models.CharField(choices=[('owner', 'Owner'), ('owned', 'Owns'), ('sister', 'Of the same owner'), ('sponsor', 'Sponsor'), ('partner', 'Partner'), ('membership', 'Member of'), ('member', 'Has as a member'), ('vendor', 'Is supplied by'), ('customer', 'Supplies')], max_length=10, verbose_name='relationship')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('url', models.CharField(blank=True, help_text='Without an address, the entry appears at /network/ but not in trust.txt.', max_length=500, validators=[byline.network.rules.validate_web_address], verbose_name='web address')),
                ('note', models.CharField(blank=True, help_text='Such as: since 2019; paid for the river series.', max_length=300, verbose_name='note')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='network.networkrecord')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tagline', models.CharField(blank=True, max_length=160, verbose_name='tagline')),
                ('language', models.CharField(default='en', help_text='A BCP 47 tag: en, pt-BR, ar …', max_length=20, verbose_name='language')),
                ('time_zone', models.CharField(default='UTC', max_length=64, validators=[byline.network.rules.validate_time_zone], verbose_name='time zone')),
                ('permalink_pattern', models.CharField(default='/%year%/%monthnum%/%day%/%postname%/', help_text='The addresses of articles published from now on. Articles already published keep theirs.', max_length=120, validators=[byline.network.rules.validate_permalink_pattern], verbose_name='permalinks')),
                ('accent_colour', models.CharField(default='#8a1c1c', max_length=7, validators=[byline.network.rules.validate_accent], verbose_name='accent colour')),
                ('articles_per_page', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(100)], verbose_name='articles per list page')),
                ('updated_after_hours', models.PositiveSmallIntegerField(default=1, help_text='Changes within this many hours of publication are not marked.', verbose_name='show “updated” after (hours)')),
                ('ownership_line', models.CharField(blank=True, help_text='Owner and funding of this site. Shown under every article.', max_length=300, verbose_name='ownership line')),
                ('notice_line', models.CharField(blank=True, help_text='A legal or other notice. Shown under every article without one of its own.', max_length=500, verbose_name='notice')),
                ('profiles', models.TextField(blank=True, help_text="The site's profiles in social networks, one full address a line. Shown at the foot of every page.", validators=[byline.network.rules.validate_profiles], verbose_name='profiles')),
                ('links', models.TextField(blank=True, help_text='One link a line: its name, then https://…, mailto:… or a path on this site such as /about/. Shown at the foot of every page.', validators=[byline.network.rules.validate_links], verbose_name='more links')),
                ('contact', models.CharField(blank=True, help_text='An e-mail address or a page (https://…) for contacting the newsroom.', max_length=300, validators=[byline.network.rules.validate_contact], verbose_name='contact')),
                ('security_contact', models.CharField(blank=True, help_text="Where to report vulnerabilities: an e-mail address or a page (https://…). If empty, the installation's security contact is used.", max_length=300, validators=[byline.network.rules.validate_contact], verbose_name='security contact')),
                ('is_on_record', models.BooleanField(default=False, editable=False)),
                ('respond', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=6, verbose_name='responses')),
                ('pings', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=6, verbose_name='pings')),
                ('keep_picture_rights', models.BooleanField(default=False, help_text='Search engines read them there. Everything else is always removed from pictures: where, when, with what and by whom they were taken.', verbose_name='write credit and copyright into picture files')),
                ('training', models.CharField(choices=[('unsaid', 'Not stated'), ('refused', 'Not allowed')], default='unsaid', help_text='AI crawlers are told this by every page and by robots.txt. Crawlers that ignore it are not blocked.', max_length=7, verbose_name="AI training with this site's texts")),
                ('edition_of', models.SlugField(blank=True, help_text="If a publication has one site for each language: the same identifier on every edition's site.", max_length=60, verbose_name='edition group')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'site settings',
                'verbose_name_plural': 'site settings',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('to', models.CharField(blank=True, max_length=500)),
                ('host_key', models.CharField(blank=True, max_length=255)),
                ('payload', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('delivered', 'Delivered'), ('given_up', 'Given up')], default='queued', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('settled_at', models.DateTimeField(null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='wagtailcore.site')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['due_at'], name='deliveries_due'), models.Index(condition=models.Q(('state', 'given_up')), fields=['site'], name='deliveries_given_up'), models.Index(fields=['settled_at'], name='deliveries_settled')],
            },
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('legal_notice', 'Legal notice'), ('comment_policy', 'Comment policy'), ('privacy', 'Privacy policy')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=255)),
                ('text', models.TextField(help_text='The HTML that readers saw.')),
                ('in_force_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='policy_versions', to='wagtailcore.site')),
            ],
            options={
                'ordering': ['site', 'kind', '-number'],
                'constraints': [models.UniqueConstraint(fields=('site', 'kind', 'number'), name='policy_versions_are_numbered')],
            },
        ),
    ]
