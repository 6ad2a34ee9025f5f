import byline.sharing.models
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SharingSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ways', wagtail.fields.StreamField([('device', 0), ('email', 1), ('mastodon', 2), ('bluesky', 3), ('facebook', 4), ('x', 5), ('linkedin', 6), ('reddit', 7), ('whatsapp', 8), ('telegram', 9), ('tumblr', 10), ('copy', 11), ('print', 12)], blank=True, block_lookup={0: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Share …', 'label': 'Share …'}), 1: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'E-mail', 'label': 'E-mail'}), 2: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Mastodon', 'label': 'Mastodon'}), 3: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Bluesky', 'label': 'Bluesky'}), 4: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Facebook', 'label': 'Facebook'}), 5: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'X', 'label': 'X'}), 6: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'LinkedIn', 'label': 'LinkedIn'}), 7: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Reddit', 'label': 'Reddit'}), 8: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'WhatsApp', 'label': 'WhatsApp'}), 9: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Telegram', 'label': 'Telegram'}), 10: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Tumblr', 'label': 'Tumblr'}), 11: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Copy link', 'label': 'Copy link'}), 12: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'Print', 'label': 'Print'})}, default=byline.sharing.models.every_method, verbose_name='share links, in their order')),
                ('corrections', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='corrections policy')),
                ('ownership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='ownership and funding')),
                ('principles', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='editorial principles')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'sharing',
                'verbose_name_plural': 'sharing',
            },
        ),
    ]
