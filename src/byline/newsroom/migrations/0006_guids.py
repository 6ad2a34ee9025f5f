from django.conf import settings
from django.db import migrations, models

from byline.newsroom.rules import new_guid


def give_guids(apps, schema_editor):
    """What is published already gets what it would have got at its first publication."""
    Article = apps.get_model("newsroom", "Article")
    published = Article.objects.filter(guid="", published_at__isnull=False, first_published_at__isnull=False)
    for pk, host, at, number in published.values_list("pk", "site__hostname", "published_at", "post_id").iterator():
        Article.objects.filter(pk=pk).update(guid=new_guid(host, at, number))


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0005_moderators'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='guid',
            field=models.CharField(blank=True, editable=False, help_text='What feeds know it by for ever; given at first publication.', max_length=500),
        ),
        migrations.RunPython(give_guids, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['site', 'guid'], name='articles_by_guid'),
        ),
    ]
