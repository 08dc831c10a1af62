"""The editor of running text: Wagtail's Draftail, whose text is cleaned at every save."""

import json

from wagtail.admin.rich_text import DraftailRichTextArea

from cms.editing.tidying import tidied


class TidyRichTextArea(DraftailRichTextArea):
    """Named in the settings as the editor of all running text."""

    def value_from_datadict(self, data, files, name) -> str | None:
        """The text as it is stored."""
        written = data.get(name)
        if written is None:
            return None
        types = set(self.converter.exporter.block_options) - {"fallback"}
        return self.converter.to_database_format(json.dumps(tidied(json.loads(written), types)))
