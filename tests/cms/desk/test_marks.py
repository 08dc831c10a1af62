"""The language of a part on its way through translation: sentence, desk, file, page."""

import polib
import pytest
from wagtail_localize.strings import extract_strings, restore_strings

from cms.desk import po
from cms.desk.families import in_language
from cms.desk.markup import BrokenMarkupError, checked
from tests.factories import make_locale, publish_again

SENTENCE = 'Ils crient <span lang="ar">عدالة <b>الآن</b></span>, avec <a id="a2">nous</a>.'
STORED = (
    '<p>Ils crient <span lang="ar" dir="rtl">عدالة <b>الآن</b></span>, '
    'avec <a href="https://x.example/">nous</a>.</p>'
)


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        (STORED, [SENTENCE]),
        ('<p><span lang="en" dir="ltr">Whole</span></p>', ['<span lang="en">Whole</span>']),
        (
            '<ul><li>Un <span lang="en" dir="ltr">strike <a href="/x">fund</a></span></li></ul>',
            ['Un <span lang="en">strike <a id="a2">fund</a></span>'],
        ),
        (
            '<p><b><span lang="en" dir="ltr">Whole</span></b></p>',
            ['<span lang="en">Whole</span>'],
        ),
        (
            '<p>Un <b>deux</b> <span lang="en" dir="ltr">x <b>y</b></span></p>',
            ['Un <b>deux</b> <span lang="en">x <b>y</b></span>'],
        ),
        ('<p>Un.<span lang="en" dir="ltr"><br/></span></p>', ["Un."]),
        ("<p>Sans marque</p>", ["Sans marque"]),
        (None, []),
    ],
)
def test_a_sentence_keeps_its_marks(html, sentences):
    template, found = extract_strings(html)
    assert [value.data for value, _attributes in found] == sentences
    assert restore_strings(template, found) == (html or "")


def test_there_and_back_by_file(communique, admin):
    communique.body = [{"type": "paragraph", "value": STORED, "id": "a1"}]
    publish_again(communique)
    spanish = make_locale("es")
    file = polib.pofile(po.export(po.work_on(communique, spanish)))
    [entry] = [entry for entry in file if "crient" in entry.msgid]
    assert entry.msgid == SENTENCE
    entry.msgstr = (
        'Gritan <span lang="ar">عدالة</span> y <span lang="en">now</span> '
        'con <a id="a2">nosotras</a>.'
    )
    report = po.take("file.po", str(file).encode(), admin.user)
    assert (report.taken, report.refused) == (1, [])
    work = po.work_on(communique, spanish)
    work.write({one.key: one.original for one in work.to_do}, admin.user)
    work.translation.save_target(user=admin.user)
    page = in_language(communique, spanish)
    assert str(page.get_latest_revision_as_object().body[0].value.source) == (
        '<p>Gritan <span lang="ar" dir="rtl">عدالة</span> y '
        '<span lang="en" dir="ltr">now</span> con <a href="https://x.example/">nosotras</a>.</p>'
    )


@pytest.mark.parametrize(
    ("passage", "refused"),
    [
        ('Gritan <a id="a2">x</a>', False),  # the words are in the page's language now
        ('<span lang="de">x</span> <a id="a2">x</a>', False),
        ('<span lang="xx">x</span> <a id="a2">x</a>', True),
        ('<span>x</span> <a id="a2">x</a>', True),
        ('<span lang="en" onclick="x">x</span> <a id="a2">x</a>', True),
        ('<span lang="en"><div>x</div></span> <a id="a2">x</a>', True),
        ('<span lang="en">x <a id="a2">x</a>', True),
    ],
)
def test_what_translators_may_do_with_marks(passage, refused):
    if refused:
        with pytest.raises(BrokenMarkupError):
            checked(SENTENCE, passage)
    else:
        assert checked(SENTENCE, passage) == passage
