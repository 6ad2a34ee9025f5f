import byline.lib.media_folders
import byline.network.rules
import byline.newsroom.models.desk_page
import byline.newsroom.models.media_fields
import byline.newsroom.models.site_structure
import byline.newsroom.models.tag
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def clear_the_welcome_page(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the site and the greeting of Wagtail's first migration: a new installation has none."""
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=1).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(numchild=0)


def clear_wagtail_groups(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove Wagtail's groups and workflow, which reach over every site; ours belong to one each."""
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(workflow_pages=None).delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(workflow_tasks=None).delete()


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleNumbers',
            fields=[
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='article_numbers', serialize=False, to='wagtailcore.site')),
                ('last_number', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='FrontPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'front page',
                'verbose_name_plural': 'front pages',
            },
            bases=(byline.newsroom.models.site_structure.SiteStructure, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'review before publication',
                'verbose_name_plural': 'reviews before publication',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='StandingPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('standfirst', models.TextField(blank=True, verbose_name='standfirst')),
                ('body', wagtail.fields.StreamField([('text', 0), ('heading', 3), ('picture', 8), ('gallery', 11), ('quote', 15), ('embed', 18), ('table', 20), ('code', 23), ('document', 26), ('divider', 27), ('imported_html', 28)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ul', 'ol', 'superscript', 'subscript', 'strikethrough', 'code'], 'icon': 'pilcrow', 'label': 'Text'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'First level'), ('3', 'Second level'), ('4', 'Third level')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "Read aloud to readers who cannot see the picture. Leave it empty to use the picture's own alternative text.", 'label': 'Alternative text on this page', 'required': False}), 7: ('wagtail.blocks.BooleanBlock', (), {'label': 'Only decoration', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5), ('alt', 6), ('decorative', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Pictures', 'min_num': 2}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Caption for all', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('pictures', 9), ('caption', 10)]], {}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'label': 'Pull quote: these words also appear in the text', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('text', 12), ('attribution', 13), ('pull', 14)]], {}), 16: ('wagtail.blocks.URLBlock', (), {'label': 'Web address'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Title of the embedded content', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('url', 16), ('title', 17), ('caption', 5)]], {}), 19: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 20: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Language', 'required': False}), 22: ('wagtail.blocks.TextBlock', (), {'label': 'Code'}), 23: ('wagtail.blocks.StructBlock', [[('language', 21), ('code', 22)]], {}), 24: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Title on this page', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('document', 24), ('title', 25)]], {}), 27: ('byline.newsroom.blocks.DividerBlock', (), {}), 28: ('byline.newsroom.blocks.ImportedHTMLBlock', (), {})}, verbose_name='body')),
                ('policy', models.CharField(blank=True, choices=[('legal_notice', 'Legal notice'), ('comment_policy', 'Comment policy'), ('privacy', 'Privacy policy')], help_text="For a page that is one of the site's policies. Each published version is kept with a number and a date.", max_length=20, verbose_name='site policy')),
            ],
            options={
                'verbose_name': 'standing page',
                'verbose_name_plural': 'standing pages',
            },
            bases=(byline.newsroom.models.site_structure.SiteStructure, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                ('key', models.CharField(editable=False, max_length=300, unique=True)),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('standfirst', models.TextField(blank=True, help_text='Sum up the article in a sentence or two. Cards and search results show it.', verbose_name='standfirst')),
                ('body', wagtail.fields.StreamField([('text', 0), ('heading', 3), ('picture', 8), ('gallery', 11), ('quote', 15), ('embed', 18), ('table', 20), ('code', 23), ('document', 26), ('divider', 27), ('imported_html', 28)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ul', 'ol', 'superscript', 'subscript', 'strikethrough', 'code'], 'icon': 'pilcrow', 'label': 'Text'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'First level'), ('3', 'Second level'), ('4', 'Third level')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': "Read aloud to readers who cannot see the picture. Leave it empty to use the picture's own alternative text.", 'label': 'Alternative text on this page', 'required': False}), 7: ('wagtail.blocks.BooleanBlock', (), {'label': 'Only decoration', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5), ('alt', 6), ('decorative', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Pictures', 'min_num': 2}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Caption for all', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('pictures', 9), ('caption', 10)]], {}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 14: ('wagtail.blocks.BooleanBlock', (), {'label': 'Pull quote: these words also appear in the text', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('text', 12), ('attribution', 13), ('pull', 14)]], {}), 16: ('wagtail.blocks.URLBlock', (), {'label': 'Web address'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Title of the embedded content', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('url', 16), ('title', 17), ('caption', 5)]], {}), 19: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 20: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Language', 'required': False}), 22: ('wagtail.blocks.TextBlock', (), {'label': 'Code'}), 23: ('wagtail.blocks.StructBlock', [[('language', 21), ('code', 22)]], {}), 24: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Title on this page', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('document', 24), ('title', 25)]], {}), 27: ('byline.newsroom.blocks.DividerBlock', (), {}), 28: ('byline.newsroom.blocks.ImportedHTMLBlock', (), {})}, verbose_name='body')),
                ('lead_caption', models.CharField(blank=True, max_length=500, verbose_name="lead picture's caption")),
                ('label', models.CharField(choices=[('news', 'News'), ('analysis', 'Analysis'), ('opinion', 'Opinion'), ('satire', 'Satire'), ('sponsored', 'Sponsored')], default='news', max_length=12, verbose_name='label')),
                ('machine_assisted', models.BooleanField(default=False, help_text='Software wrote, translated or illustrated part of the article. Readers see a note.', verbose_name='machine-assisted')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='first published')),
                ('updated_at', models.DateTimeField(editable=False, null=True)),
                ('ownership_line', models.CharField(blank=True, help_text="Leave it empty to use the site's.", max_length=300, verbose_name='ownership line')),
                ('notice_line', models.CharField(blank=True, help_text="Leave it empty to use the site's.", max_length=500, verbose_name='notice')),
                ('respond', models.CharField(choices=[('inherit', 'Same as the site'), ('open', 'Open'), ('closed', 'Closed')], default='inherit', max_length=7, verbose_name='responses')),
                ('pings', models.CharField(choices=[('inherit', 'Same as the site'), ('open', 'Open'), ('closed', 'Closed')], default='inherit', max_length=7, verbose_name='pings')),
                ('permalink', models.CharField(blank=True, editable=False, help_text='The path of the article, fixed when it is first published.', max_length=750)),
                ('is_out', models.BooleanField(default=False, editable=False)),
                ('is_corrected', models.BooleanField(default=False, editable=False)),
                ('post_id', models.PositiveBigIntegerField(editable=False, help_text='The number of the article within its site; the post ID if it was imported from WordPress.')),
                ('guid', models.CharField(blank=True, editable=False, help_text='The permanent ID of the article in feeds, set when it is first published.', max_length=500)),
                ('site', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=(byline.newsroom.models.desk_page.DeskPage, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correction', 'Correction'), ('clarification', 'Clarification')], default='correction', help_text='A correction explains what was wrong. A clarification explains what could be misunderstood.', max_length=13, verbose_name='kind')),
                ('text', models.TextField(verbose_name='what was wrong, and what is right')),
                ('published_at', models.DateTimeField(blank=True, help_text='Leave it empty to use the time of publication, or enter an earlier date.', null=True, verbose_name='publication date')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='newsroom.article')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['published_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('file', byline.newsroom.models.media_fields.DocumentField(max_length=255, upload_to='documents', verbose_name='file')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', byline.newsroom.models.media_fields.PictureField(height_field='height', storage=byline.lib.media_folders.OriginalsStorage(), upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('caption', models.CharField(blank=True, help_text='Shown below the picture where a page gives it no caption of its own.', max_length=500, verbose_name='caption')),
                ('credit', models.CharField(blank=True, help_text='The author of the picture, and who gave permission to use it.', max_length=200, verbose_name='credit')),
                ('copyright', models.CharField(blank=True, help_text="Readers don't see it. It is written into the picture's files if the site's settings say so.", max_length=200, verbose_name='copyright notice')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, help_text="The last part of the address of this person's page: /author/…/", max_length=160, verbose_name='slug')),
                ('position', models.CharField(blank=True, help_text='For example: Court reporter', max_length=120, verbose_name='position')),
                ('biography', models.TextField(blank=True, help_text='Plain text. An empty line starts a new paragraph.', verbose_name='biography')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail address')),
                ('website', models.CharField(blank=True, max_length=500, validators=[byline.network.rules.validate_web_address], verbose_name='web page')),
                ('fediverse', models.CharField(blank=True, help_text="For example @rosa@mastodon.example. Mastodon shows it under links to this person's articles.", max_length=300, validators=[byline.network.rules.validate_handle], verbose_name='address in the fediverse')),
                ('profiles', models.TextField(blank=True, help_text='Full web addresses, one per line.', validators=[byline.network.rules.validate_profiles], verbose_name='other profiles')),
                ('shared_with', models.ManyToManyField(blank=True, help_text='These sites, too, may name this person in bylines. They cannot change this entry.', related_name='shared_contributors', to='wagtailcore.site', verbose_name='shared with')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='wagtailcore.site', verbose_name='site')),
                ('user', models.ForeignKey(blank=True, help_text="Responses that this account writes under the person's articles say so.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributors', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsroom.picture', verbose_name='portrait')),
            ],
            options={
                'verbose_name': 'contributor',
                'verbose_name_plural': 'contributors',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='article',
            name='lead_picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsroom.picture', verbose_name='lead picture'),
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='newsroom.picture')),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PublishFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('tried_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publish_failure', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RetiredNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retired_numbers', to='wagtailcore.site')),
            ],
        ),
        migrations.CreateModel(
            name='SectionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('on_front', models.BooleanField(default=True, verbose_name='a row of its own on the front page')),
                ('path_of_slugs', models.CharField(editable=False, max_length=500)),
                ('site', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
            },
            bases=(byline.newsroom.models.site_structure.SiteStructure, 'wagtailcore.page', models.Model),
        ),
        migrations.AddField(
            model_name='article',
            name='further_sections',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='newsroom.sectionpage', verbose_name='also filed under'),
        ),
        migrations.AddField(
            model_name='article',
            name='section',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='newsroom.sectionpage'),
        ),
        migrations.CreateModel(
            name='SiteCollection',
            fields=[
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='site_collection', serialize=False, to='wagtailcore.site')),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection')),
            ],
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('contributor', 'Contributor'), ('moderator', 'Moderator'), ('editor', 'Editor'), ('managing_editor', 'Managing editor'), ('owner', 'Site owner')], max_length=20, verbose_name='role')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='auth.group')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='newsroom.sectionpage')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='wagtailcore.site')),
            ],
            options={
                'verbose_name_plural': 'staff',
            },
        ),
        migrations.CreateModel(
            name='ArticleTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='newsroom.article')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='newsroom.tag')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='article',
            name='tags',
            field=byline.newsroom.models.tag.ArticleTagsField(blank=True, help_text='A comma-separated list of tags.', through='newsroom.ArticleTag', to='newsroom.Tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='Decoded, from the first slash to the last character.', max_length=750)),
                ('destination', models.CharField(blank=True, help_text='The target of the redirect, if it is not a page.', max_length=750)),
                ('is_current', models.BooleanField(default=False)),
                ('slug', models.CharField(blank=True, help_text='The slug that a current path was made from.', max_length=255)),
                ('pattern', models.CharField(blank=True, help_text='The pattern that a current path was made from; empty if the path was imported.', max_length=120)),
                ('category', models.CharField(blank=True, help_text='The section that a current path was made from.', max_length=500)),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='addresses', to=settings.WAGTAIL_PAGE_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='wagtailcore.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'path'), name='one_owner_an_address'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('page',), name='one_current_address')],
            },
        ),
        migrations.CreateModel(
            name='Byline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('by', 'By'), ('reported', 'Reported by'), ('written', 'Written by'), ('photographs', 'Photographs by'), ('illustrated', 'Illustrated by'), ('data', 'Data by'), ('translated', 'Translated by'), ('edited', 'Edited by'), ('additional', 'Additional reporting by')], default='by', max_length=20, verbose_name='role')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='newsroom.article')),
                ('contributor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bylines', to='newsroom.contributor', verbose_name='contributor')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'contributor', 'role'), name='named_once_a_role')],
            },
        ),
        migrations.CreateModel(
            name='FrontPick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsroom.article', verbose_name='article')),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='newsroom.frontpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('front', 'article'), name='picked_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='contributor',
            constraint=models.UniqueConstraint(fields=('site', 'slug'), name='one_contributor_a_slug', violation_error_message='This slug is already in use.'),
        ),
        migrations.AddConstraint(
            model_name='contributor',
            constraint=models.UniqueConstraint(fields=('site', 'user'), name='one_contributor_an_account', violation_error_message='This account belongs to another contributor.'),
        ),
        migrations.AddConstraint(
            model_name='picturerendition',
            constraint=models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='one_rendition_a_size'),
        ),
        migrations.AddConstraint(
            model_name='retirednumber',
            constraint=models.UniqueConstraint(fields=('site', 'number'), name='retired_numbers_once'),
        ),
        migrations.AddConstraint(
            model_name='staff',
            constraint=models.UniqueConstraint(condition=models.Q(('section', None)), fields=('site', 'role'), name='one_group_a_role'),
        ),
        migrations.AddConstraint(
            model_name='staff',
            constraint=models.UniqueConstraint(fields=('site', 'role', 'section'), name='one_group_a_role_and_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('is_out', True)), fields=['site', '-published_at', '-page_ptr'], name='articles_out_by_time'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('is_out', True)), fields=['section', '-published_at', '-page_ptr'], name='articles_out_of_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['site', 'permalink'], name='articles_by_permalink'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['site', 'guid'], name='articles_by_guid'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('site', 'post_id'), name='one_number_an_article'),
        ),
        migrations.RunPython(clear_the_welcome_page, migrations.RunPython.noop),
        migrations.RunPython(clear_wagtail_groups, migrations.RunPython.noop),
    ]
