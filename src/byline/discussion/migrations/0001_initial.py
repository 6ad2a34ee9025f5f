import byline.lib.encryption
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0001_initial'),
        ('newsroom', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='thread', serialize=False, to='newsroom.article')),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('published', models.PositiveIntegerField(default=0)),
                ('last_imported', models.PositiveIntegerField(db_default=0, default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('response', 'Response'), ('pingback', 'Pingback'), ('trackback', 'Trackback'), ('webmention', 'Webmention')], default='response', max_length=12)),
                ('response_type', models.CharField(blank=True, choices=[('reply', 'replied'), ('like', 'liked this'), ('repost', 'reposted this'), ('mention', 'mentioned this')], max_length=8)),
                ('state', models.CharField(choices=[('unconfirmed', 'Waiting for e-mail confirmation'), ('pending', 'Waiting for a moderator'), ('published', 'Published'), ('rejected', 'Rejected'), ('removed', 'Removed by a moderator'), ('withdrawn', 'Withdrawn by its author'), ('erased', "Erased at the author's request")], default='pending', max_length=12)),
                ('reason', models.CharField(choices=[('fine', 'No objection'), ('frozen', 'Responses are paused on this site'), ('closed', 'Responses to this article are closed'), ('late', 'The article is old, so responses to it wait for a moderator'), ('account-needed', 'Only readers with an account may respond'), ('banned', 'The author is banned'), ('muted', 'The author is muted'), ('duplicate', 'Duplicate of an earlier response'), ('flood', 'Too many responses in a short time'), ('honeypot', 'A hidden field was filled in'), ('too-fast', 'Written faster than a person can write'), ('no-proof', 'The proof of work is missing or wrong'), ('links', 'Too many links'), ('words', 'Contains a listed word'), ('premoderated', 'Every response waits for a moderator'), ('unknown-author', 'The author has too few published responses'), ('recent-rejections', "Too many of the author's responses were rejected recently"), ('learned', 'Similar to rejected responses'), ('akismet', 'Classified as spam by Akismet'), ('external-filter', 'Decision of the external filter'), ('unconfirmed', 'The e-mail address is not confirmed yet'), ('trusted', 'From one of our sites or a trusted site'), ('linkback', 'A link from another site, checked by a moderator first'), ('source-gone', 'The page that linked here is gone or no longer links here'), ('reported', 'Reported by several readers'), ('spam', 'Spam or advertising'), ('abuse', 'Insult, threat or harassment'), ('hate', 'Hatred against a group'), ('private', 'Private information about somebody'), ('off-topic', 'Not about the article'), ('untrue', 'Harmful falsehood'), ('illegal', 'Illegal content'), ('author-wish', "At the author's request"), ('mistake', 'An earlier decision was a mistake'), ('other', 'Another reason, explained in the message')], default='fine', max_length=20)),
                ('next_state', models.CharField(blank=True, choices=[('unconfirmed', 'Waiting for e-mail confirmation'), ('pending', 'Waiting for a moderator'), ('published', 'Published'), ('rejected', 'Rejected'), ('removed', 'Removed by a moderator'), ('withdrawn', 'Withdrawn by its author'), ('erased', "Erased at the author's request")], max_length=12)),
                ('was_published', models.BooleanField(default=False)),
                ('is_pinned', models.BooleanField(default=False)),
                ('voice', models.CharField(choices=[('reader', 'Reader'), ('author', 'Author of the article'), ('staff', 'Staff')], default='reader', max_length=8)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('is_mail_confirmed', models.BooleanField(default=False)),
                ('address', models.GenericIPAddressField(blank=True, null=True)),
                ('agent', models.CharField(blank=True, max_length=300)),
                ('mail_key', models.CharField(blank=True, max_length=64)),
                ('address_key', models.CharField(blank=True, max_length=64)),
                ('text', models.TextField(verbose_name='response')),
                ('html', models.TextField()),
                ('text_key', models.CharField(max_length=64)),
                ('wants_replies', models.BooleanField(default=False)),
                ('posted_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('is_forgotten', models.BooleanField(default=False)),
                ('anchor', models.CharField(blank=True, max_length=40)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='newsroom.article')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='discussion.comment')),
                ('policy_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.policyversion')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
            },
        ),
        migrations.CreateModel(
            name='CommentRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('akismet_key', byline.lib.encryption.EncryptedCharField(blank=True, max_length=80, verbose_name='Akismet key')),
                ('external_filter_url', models.URLField(blank=True, verbose_name='external filter: address')),
                ('external_filter_secret', byline.lib.encryption.EncryptedCharField(blank=True, max_length=120, verbose_name='external filter: secret that signs the requests')),
                ('who_may_respond', models.CharField(choices=[('registered', 'Readers with an account'), ('confirmed', 'Also guests whose e-mail address is confirmed'), ('named', 'Also guests who give a name')], default='confirmed', max_length=10, verbose_name='who may respond')),
                ('order', models.CharField(choices=[('oldest', 'Oldest first'), ('newest', 'Newest first'), ('threaded', 'By conversation')], default='oldest', max_length=8, verbose_name='order')),
                ('premoderation', models.CharField(choices=[('none', 'No one'), ('first', 'New authors'), ('all', 'Everyone')], default='first', max_length=5, verbose_name='whose responses wait for a moderator')),
                ('known_after', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='published responses after which an author is no longer new')),
                ('close_after_days', models.PositiveSmallIntegerField(default=0, help_text="0: never. Counted from an article's publication.", verbose_name='close after (days)')),
                ('hold_after_days', models.PositiveSmallIntegerField(default=0, help_text='0: never.', verbose_name='hold for a moderator after (days)')),
                ('is_frozen', models.BooleanField(default=False, verbose_name='pause responses')),
                ('frozen_message', models.CharField(blank=True, max_length=300, verbose_name='message to readers while responses are paused')),
                ('edit_minutes', models.PositiveSmallIntegerField(default=15, verbose_name='minutes in which authors may change their response')),
                ('max_length', models.PositiveIntegerField(default=5000, validators=[django.core.validators.MinValueValidator(200), django.core.validators.MaxValueValidator(50000)], verbose_name='longest response (characters)')),
                ('max_links', models.PositiveSmallIntegerField(default=2, verbose_name='links in a response before it is held')),
                ('flood_number', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1)], verbose_name='responses by one author …')),
                ('flood_minutes', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1)], verbose_name='… within this many minutes')),
                ('min_seconds', models.PositiveSmallIntegerField(default=3, verbose_name='seconds a person needs to write, at least')),
                ('max_recent_rejections', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1)], verbose_name='rejected responses of an author in 30 days after which the next is held')),
                ('hold_after_reports', models.PositiveSmallIntegerField(default=3, help_text='0: never.', verbose_name='hold a published response after reports by this many people')),
                ('requires_proof', models.BooleanField(default=True, verbose_name='hold responses without proof of work')),
                ('uses_learned_filter', models.BooleanField(default=True, verbose_name='hold responses that resemble rejected ones')),
                ('forget_days', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1)], verbose_name="days after which authors' addresses are deleted")),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'comment rules',
                'verbose_name_plural': 'comment rules',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('publish', 'Published'), ('hold', 'Held'), ('reject', 'Rejected'), ('remove', 'Removed'), ('restore', 'Restored'), ('withdraw', 'Withdrawn'), ('erase', 'Erased'), ('confirm', 'Confirmed'), ('edit', 'Changed by its author'), ('uphold', 'Decision confirmed after an objection')], max_length=10)),
                ('reason', models.CharField(choices=[('fine', 'No objection'), ('frozen', 'Responses are paused on this site'), ('closed', 'Responses to this article are closed'), ('late', 'The article is old, so responses to it wait for a moderator'), ('account-needed', 'Only readers with an account may respond'), ('banned', 'The author is banned'), ('muted', 'The author is muted'), ('duplicate', 'Duplicate of an earlier response'), ('flood', 'Too many responses in a short time'), ('honeypot', 'A hidden field was filled in'), ('too-fast', 'Written faster than a person can write'), ('no-proof', 'The proof of work is missing or wrong'), ('links', 'Too many links'), ('words', 'Contains a listed word'), ('premoderated', 'Every response waits for a moderator'), ('unknown-author', 'The author has too few published responses'), ('recent-rejections', "Too many of the author's responses were rejected recently"), ('learned', 'Similar to rejected responses'), ('akismet', 'Classified as spam by Akismet'), ('external-filter', 'Decision of the external filter'), ('unconfirmed', 'The e-mail address is not confirmed yet'), ('trusted', 'From one of our sites or a trusted site'), ('linkback', 'A link from another site, checked by a moderator first'), ('source-gone', 'The page that linked here is gone or no longer links here'), ('reported', 'Reported by several readers'), ('spam', 'Spam or advertising'), ('abuse', 'Insult, threat or harassment'), ('hate', 'Hatred against a group'), ('private', 'Private information about somebody'), ('off-topic', 'Not about the article'), ('untrue', 'Harmful falsehood'), ('illegal', 'Illegal content'), ('author-wish', "At the author's request"), ('mistake', 'An earlier decision was a mistake'), ('other', 'Another reason, explained in the message')], max_length=20)),
                ('rule', models.CharField(blank=True, max_length=40)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('message', models.TextField(blank=True)),
                ('before', models.CharField(blank=True, max_length=12)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='discussion.comment')),
                ('notice', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.delivery')),
                ('policy_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.policyversion')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ListedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=120, verbose_name='word')),
                ('action', models.CharField(choices=[('hold', 'Hold for a moderator'), ('reject', 'Reject'), ('refuse', 'Ask the author to change it')], default='hold', max_length=6, verbose_name='what to do')),
                ('hits', models.PositiveIntegerField(default=0, editable=False)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_words', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'listed word',
            },
        ),
        migrations.CreateModel(
            name='ModeratedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('counts', models.JSONField(default=dict)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='why it was wrong')),
                ('made_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='discussion.comment')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='objection', to='discussion.decision')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='discussion.decision')),
            ],
        ),
        migrations.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('fine', 'No objection'), ('frozen', 'Responses are paused on this site'), ('closed', 'Responses to this article are closed'), ('late', 'The article is old, so responses to it wait for a moderator'), ('account-needed', 'Only readers with an account may respond'), ('banned', 'The author is banned'), ('muted', 'The author is muted'), ('duplicate', 'Duplicate of an earlier response'), ('flood', 'Too many responses in a short time'), ('honeypot', 'A hidden field was filled in'), ('too-fast', 'Written faster than a person can write'), ('no-proof', 'The proof of work is missing or wrong'), ('links', 'Too many links'), ('words', 'Contains a listed word'), ('premoderated', 'Every response waits for a moderator'), ('unknown-author', 'The author has too few published responses'), ('recent-rejections', "Too many of the author's responses were rejected recently"), ('learned', 'Similar to rejected responses'), ('akismet', 'Classified as spam by Akismet'), ('external-filter', 'Decision of the external filter'), ('unconfirmed', 'The e-mail address is not confirmed yet'), ('trusted', 'From one of our sites or a trusted site'), ('linkback', 'A link from another site, checked by a moderator first'), ('source-gone', 'The page that linked here is gone or no longer links here'), ('reported', 'Reported by several readers'), ('spam', 'Spam or advertising'), ('abuse', 'Insult, threat or harassment'), ('hate', 'Hatred against a group'), ('private', 'Private information about somebody'), ('off-topic', 'Not about the article'), ('untrue', 'Harmful falsehood'), ('illegal', 'Illegal content'), ('author-wish', "At the author's request"), ('mistake', 'An earlier decision was a mistake'), ('other', 'Another reason, explained in the message')], max_length=20)),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='message to the author')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reply_templates', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'reply',
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ordinary', 'Against the policy'), ('illegal', 'Illegal content')], default='ordinary', max_length=8)),
                ('reason', models.CharField(choices=[('fine', 'No objection'), ('frozen', 'Responses are paused on this site'), ('closed', 'Responses to this article are closed'), ('late', 'The article is old, so responses to it wait for a moderator'), ('account-needed', 'Only readers with an account may respond'), ('banned', 'The author is banned'), ('muted', 'The author is muted'), ('duplicate', 'Duplicate of an earlier response'), ('flood', 'Too many responses in a short time'), ('honeypot', 'A hidden field was filled in'), ('too-fast', 'Written faster than a person can write'), ('no-proof', 'The proof of work is missing or wrong'), ('links', 'Too many links'), ('words', 'Contains a listed word'), ('premoderated', 'Every response waits for a moderator'), ('unknown-author', 'The author has too few published responses'), ('recent-rejections', "Too many of the author's responses were rejected recently"), ('learned', 'Similar to rejected responses'), ('akismet', 'Classified as spam by Akismet'), ('external-filter', 'Decision of the external filter'), ('unconfirmed', 'The e-mail address is not confirmed yet'), ('trusted', 'From one of our sites or a trusted site'), ('linkback', 'A link from another site, checked by a moderator first'), ('source-gone', 'The page that linked here is gone or no longer links here'), ('reported', 'Reported by several readers'), ('spam', 'Spam or advertising'), ('abuse', 'Insult, threat or harassment'), ('hate', 'Hatred against a group'), ('private', 'Private information about somebody'), ('off-topic', 'Not about the article'), ('untrue', 'Harmful falsehood'), ('illegal', 'Illegal content'), ('author-wish', "At the author's request"), ('mistake', 'An earlier decision was a mistake'), ('other', 'Another reason, explained in the message')], default='other', max_length=20, verbose_name='what is wrong with it')),
                ('words', models.TextField(blank=True, verbose_name='in your words')),
                ('law', models.CharField(blank=True, max_length=500, verbose_name='the law, or why it is illegal')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='your name')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='your e-mail address')),
                ('mail_key', models.CharField(blank=True, max_length=64)),
                ('is_mail_confirmed', models.BooleanField(default=False)),
                ('about_children', models.BooleanField(default=False)),
                ('address_key', models.CharField(blank=True, max_length=64)),
                ('is_proven', models.BooleanField(default=True)),
                ('receipt', models.CharField(max_length=40, unique=True)),
                ('made_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('notified_at', models.DateTimeField(blank=True, null=True)),
                ('is_forgotten', models.BooleanField(default=False)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='discussion.comment')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='discussion.decision')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SectionRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('premoderation', models.CharField(choices=[('none', 'No one'), ('first', 'New authors'), ('all', 'Everyone')], max_length=5)),
                ('section', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='comment_rules', to='newsroom.sectionpage')),
            ],
        ),
        migrations.CreateModel(
            name='SpentProof',
            fields=[
                ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('until', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['until'], name='spent_proofs_by_end')],
            },
        ),
        migrations.CreateModel(
            name='Ban',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'Account'), ('mail', 'E-mail address'), ('name', 'Name of a guest'), ('address', 'IP address'), ('network', 'Network'), ('domain', 'Linked domain')], max_length=8, verbose_name='what')),
                ('value', models.CharField(max_length=255)),
                ('label', models.CharField(blank=True, max_length=255)),
                ('is_mute', models.BooleanField(default=False, verbose_name='without telling them')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('hits', models.PositiveIntegerField(default=0)),
                ('last_hit', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bans', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'ban',
                'indexes': [models.Index(fields=['kind', 'value'], name='bans_by_value')],
            },
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('was_published', True)), fields=['article', 'number'], name='comments_shown'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['article', 'text_key'], name='comments_by_text'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['parent', 'state', 'number'], name='comments_replies'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['state', 'site', 'posted_at'], name='comments_by_state'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['site', '-posted_at'], name='comments_of_site'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['mail_key', 'site', '-posted_at'], name='comments_by_mail'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['address_key', 'site', '-posted_at'], name='comments_by_address'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['author', 'site', '-posted_at'], name='comments_by_author'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('is_pinned', True)), fields=['article', 'number'], name='comments_pinned'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('is_forgotten', False)), fields=['site', 'posted_at'], name='comments_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('was_published', True)), models.Q(('number__isnull', True), ('was_published', False)), _connector='OR'), name='numbered_at_first_publication'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('was_published', True), models.Q(('state', 'published'), _negated=True), _connector='OR'), name='published_is_was_published'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['reason', '-at'], name='decisions_by_reason'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['-at'], name='decisions_by_time'),
        ),
        migrations.AddConstraint(
            model_name='listedword',
            constraint=models.UniqueConstraint(fields=('site', 'words'), name='listed_once'),
        ),
        migrations.AddConstraint(
            model_name='moderatedday',
            constraint=models.UniqueConstraint(fields=('site', 'day'), name='a_day_is_counted_once'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['comment'], name='objections_open'),
        ),
        migrations.AddConstraint(
            model_name='replytemplate',
            constraint=models.UniqueConstraint(fields=('site', 'reason'), name='one_reply_a_reason'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['comment'], name='reports_open'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['address_key', '-made_at'], name='reports_by_address'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['mail_key'], name='reports_by_mail'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['made_at'], name='reports_by_time'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('is_forgotten', False)), fields=['settled_at'], name='reports_to_forget'),
        ),
    ]
