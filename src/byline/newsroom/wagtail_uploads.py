"""Uploads in models of Wagtail: profile pictures, and files whose form was refused."""

from pathlib import PurePosixPath
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from byline.lib.documents import clean_document
from byline.lib.media_folders import is_new, unguessable_digest
from byline.lib.pictures import clean_picture


@receiver(pre_save, sender=UserProfile)
def clean_avatar(instance: UserProfile, **kwargs: Any) -> None:
    """Raises ValidationError if the profile picture is not an accepted one."""
    if is_new(instance.avatar):
        instance.avatar = _renamed(clean_picture(instance.avatar.file, instance.avatar.name))


@receiver(pre_save, sender=UploadedFile)
def clean_waiting_file(instance: UploadedFile, **kwargs: Any) -> None:
    """Raises ValidationError if the file is not an accepted one."""
    if is_new(instance.file):
        is_picture = instance.for_content_type.model_class() is get_image_model()
        clean = clean_picture if is_picture else clean_document
        instance.file = _renamed(clean(instance.file.file, instance.file.name))


def _renamed(file: Any) -> Any:
    file.name = unguessable_digest(file) + PurePosixPath(file.name).suffix
    return file
