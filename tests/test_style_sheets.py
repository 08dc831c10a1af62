"""Our style sheets know no left and no right: what is mirrored in Arabic mirrors by itself."""

import re

import pytest

from tests import machine

SHEETS = sorted((machine.ROOT / "static" / "css").rglob("*.css"))
PHYSICAL = re.compile(
    r"""(?<![\w.-])(?:
        (?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*\s*:
      | (?:left|right)\s*:(?!:)
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:text-align|float|clear)\s*:\s*(?:left|right)\b
    )""",
    re.VERBOSE,
)
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_names_a_side_of_the_screen(sheet):
    assert PHYSICAL.findall(COMMENTS.sub("", sheet.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "rule", ["margin-left: 0", "left:0", "text-align: right", "border-left-width: 1px"]
)
def test_such_a_rule_would_be_found(rule):
    assert PHYSICAL.search(f"p {{ {rule}; }}")
    assert not PHYSICAL.search("p { text-align: start; margin-inline: 0; --left-over: 1; }")
