"""The text of attached PDF files, extracted once for each state of a file and kept.

`search.passages` asks for it whenever a page is indexed, `search.signals` when a document is saved;
queries never do.
"""

import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cms.models import SiteDocument
from search.models import DocumentText

MAX_PAGES = 60
MAX_CHARACTERS = 100_000
MAX_SIZE = 30 * 1024 * 1024  # bytes; a larger PDF is a book of pictures

logger = logging.getLogger(__name__)


def document_text(document: SiteDocument) -> str:
    """The text of a PDF, at most `MAX_CHARACTERS`; empty for other files and unreadable ones."""
    name = document.file.name
    if not name.lower().endswith(".pdf"):
        return ""
    stored = DocumentText.objects.filter(document=document).first()
    if stored and (stored.file, stored.size) == (name, document.file_size):
        return stored.text
    text = _extracted(document)
    DocumentText.objects.update_or_create(
        document=document, defaults={"file": name, "size": document.file_size, "text": text}
    )
    return text


def _extracted(document: SiteDocument) -> str:
    """The text of the first pages, words broken at line ends joined again."""
    parts: list[str] = []
    try:
        with document.file.storage.open(document.file.name) as file:
            if file.size > MAX_SIZE:
                return ""
            for page in PdfReader(file).pages[:MAX_PAGES]:
                parts.append(page.extract_text())
                if sum(map(len, parts)) > MAX_CHARACTERS:
                    break
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        logger.warning("No text from document %s: %s", document.pk, type(error).__name__)
    text = "\n".join(parts).replace("\x00", "").replace("-\n", "").replace("\u00ad", "")
    return text.encode("utf-8", "ignore").decode()[:MAX_CHARACTERS]
