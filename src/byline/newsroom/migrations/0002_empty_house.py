from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def clear_the_welcome_page(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Wagtail's first migration puts a site and a greeting in place; an empty house has neither."""
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=1).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial"), ("wagtailcore", "0002_initial_data")]

    operations = [migrations.RunPython(clear_the_welcome_page, migrations.RunPython.noop)]
