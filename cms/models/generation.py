"""The number that machines share to know that something has changed (`cms.generation`)."""

from django.db import models


class GenerationNumber(models.Model):
    """One row, counted up by every change that readers can see."""

    number = models.BigIntegerField(default=1)

    unseen_by_readers = True

    def __str__(self):
        return str(self.number)
