from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def clear_away(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Wagtail's first groups and workflow reach over every site of the house; ours belong to one site each."""
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=["Editors", "Moderators"], user=None).delete()
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(workflow_pages=None, workflow_states=None).delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(task_states=None, workflow_tasks=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_staff_and_holdups"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(clear_away, migrations.RunPython.noop)]
