"""From the words' blocks to what a StreamField stores, every block with an id of its own.

The ids are the same in every language and at every run: translations are paired by them.
"""

from .registry import Registry
from .words import DemoContentError, stable_uuid


class StreamBuilder:
    """Builds the streams of one page in one language."""

    def __init__(self, registry: Registry, page_key: str, language: str):
        self.registry = registry
        self.page_key = page_key
        self.language = language

    def body(self, blocks: list[dict], place: str = "body") -> list[dict]:
        """A body stream.

        Raises:
            DemoContentError: a block has a type that does not exist.
        """
        stream = []
        for index, block in enumerate(blocks):
            words = dict(block)
            kind = words.pop("type")
            here = f"{place}.{index}.{kind}"
            build = getattr(self, f"_{kind}", None)
            if build is None:
                raise DemoContentError(f"{self.page_key}: no block is called {kind}")
            stream.append({"type": kind, "value": build(words, here), "id": self._id(here)})
        return stream

    def chapters(self, chapters: list[dict]) -> list[dict]:
        """The chapters of a dossier."""
        return [
            {
                "type": "chapter",
                "id": self._id(f"chapters.{index}"),
                "value": {
                    "title": chapter["title"],
                    "body": self.body(chapter["body"], f"chapters.{index}"),
                },
            }
            for index, chapter in enumerate(chapters)
        ]

    def rights(self, rights: list[dict]) -> list[dict]:
        """The rights of a sector."""
        return [
            {"type": "right", "id": self._id(f"rights.{index}"), "value": dict(right)}
            for index, right in enumerate(rights)
        ]

    def _id(self, place: str) -> str:
        return str(stable_uuid(self.page_key, place))

    def _list(self, place: str, values: list) -> list[dict]:
        return [
            {"type": "item", "id": self._id(f"{place}.{index}"), "value": value}
            for index, value in enumerate(values)
        ]

    def _rich(self, html: str) -> str:
        return self.registry.rich_text(html)

    def _link(self, words: dict) -> dict:
        page = self.registry.page(words["page"]).pk if words.get("page") else None
        return {"label": words["label"], "page": page, "url": words.get("url", "")}

    def _paragraph(self, words: dict, place: str) -> str:
        return self._rich(words["text"])

    def _heading(self, words: dict, place: str) -> str:
        return words["text"]

    def _quote(self, words: dict, place: str) -> dict:
        return {"source": "", "language": "", **words}

    def _picture(self, words: dict, place: str) -> dict:
        image = {
            "image": self.registry.pictures[words["picture"]].pk,
            "alt_text": words["alt"],
            "decorative": not words["alt"],
        }
        return {"image": image, "caption": words.get("caption", "")}

    def _documents(self, words: dict, place: str) -> dict:
        documents = [self.registry.document(key, self.language).pk for key in words["items"]]
        return {"title": words.get("title", ""), "items": self._list(place, documents)}

    def _pages(self, words: dict, place: str) -> dict:
        pages = [self.registry.page(key).pk for key in words["items"]]
        return {"title": words.get("title", ""), "items": self._list(place, pages)}

    def _action(self, words: dict, place: str) -> dict:
        return self._link(words)

    def _callout(self, words: dict, place: str) -> dict:
        return {**words, "text": self._rich(words["text"])}

    def _figures(self, words: dict, place: str) -> dict:
        items = self._list(place, [dict(item) for item in words["items"]])
        return {"items": items, "source": words.get("source", "")}

    def _poster(self, words: dict, place: str) -> dict:
        own = {name: words[name] for name in ("words", "sentence", "colour")}
        return {**own, **self._link(words)}

    def _steps(self, words: dict, place: str) -> dict:
        items = [{**item, "text": self._rich(item["text"])} for item in words["items"]]
        return {"items": self._list(place, items)}

    def _questions(self, words: dict, place: str) -> dict:
        items = [{**item, "answer": self._rich(item["answer"])} for item in words["items"]]
        return {"items": self._list(place, items)}
