"""What the server keeps of running text, however it got into the editor."""

import json

import pytest

from cms.editing.rich_text_area import TidyRichTextArea
from cms.editing.tidying import tidied

FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "document-link"]


def block(text, kind="unstyled", bold=(), link=(), key="k"):
    return {
        "key": key,
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": [{"offset": o, "length": n, "style": "BOLD"} for o, n in bold],
        "entityRanges": [{"offset": o, "length": n, "key": 0} for o, n in link],
    }


def saved(*blocks) -> str:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://a.example/"}}
    state = json.dumps({"blocks": blocks, "entityMap": {"0": entity}})
    html = TidyRichTextArea(features=FEATURES).value_from_datadict({"text": state}, {}, "text")
    return html.replace(' data-block-key="k"', "")


@pytest.mark.parametrize(
    ("blocks", "html"),
    [
        ([block("words")], "<p>words</p>"),
        ([block(""), block(" \u00a0 "), block("words"), block("\n")], "<p>words</p>"),
        ([block("  two  \t spaces \u00a0 here ")], "<p>two spaces here</p>"),
        ([block("vrai\u00a0!")], "<p>vrai\u00a0!</p>"),
        ([block("one\n\n \ntwo")], "<p>one<br/>two</p>"),
        ([block("in\u200bvisible\ufeff")], "<p>invisible</p>"),
        ([block("Title", "header-one")], "<h3>Title</h3>"),
        ([block("Title", "header-three")], "<h3>Title</h3>"),
        ([block("code", "code-block"), block("said", "blockquote")], "<p>code</p><p>said</p>"),
        ([block("•  one"), block(" ·\ttwo")], "<ul><li>one</li><li>two</li></ul>"),
        ([block("\uf0b7 one")], "<ul><li>one</li></ul>"),
        ([block("- a dash is speech")], "<p>- a dash is speech</p>"),
        ([block("", "unordered-list-item")], ""),
    ],
)
def test_keeps_clean_text(blocks, html):
    assert saved(*blocks) == html


def test_bold_and_links_stay_on_their_words():
    text = "✊🏽  a  bold   word and  a link"
    start, link = text.index("bold"), text.index("link")
    astral = 1  # the fist's skin is two units of UTF-16, as browsers count
    bold = block(text, bold=[(start + astral, 4)], link=[(link + astral, 4)])
    tidy = tidied({"blocks": [bold], "entityMap": {}}, {"unstyled"})["blocks"][0]
    units = tidy["text"].encode("utf-16-le")

    def words(name):
        at = tidy[name][0]
        return units[2 * at["offset"] : 2 * (at["offset"] + at["length"])].decode("utf-16-le")

    assert tidy["text"] == "✊🏽 a bold word and a link"
    assert (words("inlineStyleRanges"), words("entityRanges")) == ("bold", "link")


def test_a_style_on_removed_spaces_disappears():
    assert saved(block("a   b", bold=[(2, 1)])) == "<p>a b</p>"


def test_nothing_written_is_nothing_saved():
    area = TidyRichTextArea(features=FEATURES)
    assert area.value_from_datadict({"text": "null"}, {}, "text") == ""
    assert area.value_from_datadict({}, {}, "text") is None


def test_a_link_that_runs_a_script_is_not_kept():
    state = {
        "blocks": [block("x", link=[(0, 1)])],
        "entityMap": {"0": {"type": "LINK", "data": {"url": "javascript:alert(1)"}}},
    }
    html = TidyRichTextArea(features=FEATURES).value_from_datadict(
        {"text": json.dumps(state)}, {}, "text"
    )
    assert "javascript" not in html
