"""The editor of running text: the site's own, whose text is cleaned at every save."""

import json

from cms.editing.tidying import tidied
from cms.language_marks import RichTextArea


class TidyRichTextArea(RichTextArea):
    """Named in the settings as the editor of all running text."""

    def value_from_datadict(self, data, files, name) -> str | None:
        """The text as it is stored."""
        written = data.get(name)
        if written is None:
            return None
        types = set(self.converter.exporter.block_options) - {"fallback"}
        clean = json.dumps(tidied(json.loads(written), types))
        return super().value_from_datadict({name: clean}, files, name)
