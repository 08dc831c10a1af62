"""Static files: one style sheet instead of thirty, hashed names, compressed once.

`main.css` names its parts with `@import`, which browsers would fetch one after the other. When the
files are collected the parts are put in their place; there is no build step to run or to forget.
"""

import posixpath
import re

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY_SHEETS = ("css/main.css",)
_IMPORT = re.compile(r'@import\s+url\("(?P<path>[^"]+)"\)(?:\s*layer\((?P<layer>[\w.-]+)\))?\s*;')
_URL = re.compile(r'url\("(?!data:|/|#)(?P<path>[^"]+)"\)')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with each entry style sheet made whole before it is hashed.

    Each part is minified by itself: within `@layer` rcssmin takes `nav :is(ul)` for a declaration
    and drops the space that means "below".
    """

    def post_process(self, paths, dry_run=False, **options):
        """Yields what Django's `collectstatic` reports.

        Raises:
            FileNotFoundError: a style sheet imports a file that was not collected.
        """
        if not dry_run:
            for name in ENTRY_SHEETS:
                if name in paths:
                    self._bundle(name, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self, name: str, paths: dict) -> None:
        css = inline_imports(name, lambda part: rcssmin.cssmin(self._source(part, paths)))
        self.delete(name)
        self._save(name, ContentFile(css.encode()))
        paths[name] = (self, name)

    @staticmethod
    def _source(name: str, paths: dict) -> str:
        if name not in paths:
            raise FileNotFoundError(f"style sheet {name} is imported but does not exist")
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()


def inline_imports(name: str, read) -> str:
    """The style sheet with its imports in their place, each in its layer.

    Args:
        name: the sheet's path below the static root.
        read: returns the text of a sheet, given its path.
    """
    folder = posixpath.dirname(name)

    def replace(match: re.Match) -> str:
        part = posixpath.normpath(posixpath.join(folder, match["path"]))
        text = _rebase(inline_imports(part, read), posixpath.dirname(part), folder)
        return f"@layer {match['layer']}{{{text}}}" if match["layer"] else text

    return _IMPORT.sub(replace, read(name))


def _rebase(css: str, old_folder: str, new_folder: str) -> str:
    """The style sheet with its relative addresses as seen from another folder."""

    def replace(match: re.Match) -> str:
        target = posixpath.normpath(posixpath.join(old_folder, match["path"]))
        return f'url("{posixpath.relpath(target, new_folder)}")'

    return _URL.sub(replace, css)
