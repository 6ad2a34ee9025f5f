import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('address', models.CharField(max_length=500)),
                ('first_at', models.DateTimeField(auto_now_add=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='wagtailcore.site')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=255)),
                ('content_hash', models.CharField(max_length=64)),
                ('target_id', models.PositiveBigIntegerField()),
                ('revision', models.PositiveBigIntegerField(null=True)),
                ('state', models.CharField(blank=True, max_length=12)),
                ('line', models.PositiveBigIntegerField(default=0)),
                ('is_indexed', models.BooleanField(default=True)),
                ('remarks', models.JSONField(default=list)),
                ('imported_at', models.DateTimeField(auto_now=True)),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='transfer.source')),
            ],
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(fields=('kind', 'address', 'site'), name='one_source_an_old_site'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(fields=['target_type', 'target_id'], name='imported_as'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(condition=models.Q(('is_indexed', False)), fields=['source'], name='imported_unindexed'),
        ),
        migrations.AddConstraint(
            model_name='importeditem',
            constraint=models.UniqueConstraint(fields=('source', 'kind', 'key'), name='imported_once'),
        ),
    ]
