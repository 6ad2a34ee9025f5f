from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_what_is_out(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    live = apps.get_model("wagtailcore", "Page").objects.filter(live=True)
    apps.get_model("newsroom", "Article").objects.filter(page_ptr__in=live).update(is_out=True)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0006_guids")]

    operations = [
        migrations.AddField("article", "is_out", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(note_what_is_out, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex("article", "articles_by_time"),
        migrations.RemoveIndex("article", "articles_of_section"),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["site", "-published_at", "-page_ptr"], condition=models.Q(is_out=True), name="articles_out_by_time"
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["section", "-published_at", "-page_ptr"], condition=models.Q(is_out=True), name="articles_out_of_section"
            ),
        ),
    ]
