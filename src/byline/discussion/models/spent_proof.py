from typing import ClassVar

from django.db import models


class SpentProof(models.Model):
    """A proof of work that was used. Stored until the proof would have expired."""

    name = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["until"], name="spent_proofs_by_end")]

    def __str__(self) -> str:
        return self.name
