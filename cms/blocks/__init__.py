"""Blocks by family; editors choose among those of a stream (`streams.py`)."""

from .streams import BodyStream, ChapterStream, RightsStream

__all__ = ["BodyStream", "ChapterStream", "RightsStream"]
