"""Translations by e-mail: out, through real gettext tools, and back in."""

import io
import shutil
import subprocess
import zipfile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.desk import po
from cms.desk.families import translations_into
from sectors.models import CommuniquePage
from tests import machine
from tests.cms.desk.conftest import BODY
from tests.factories import make_communique, make_locale, translate


@pytest.fixture
def msgfmt():
    """GNU gettext's own checker."""
    if not shutil.which("msgfmt"):
        (pytest.fail if machine.required() else pytest.skip)("msgfmt is missing on this machine")

    def check(content: str) -> None:
        done = subprocess.run(
            ["msgfmt", "--check", "--output-file=-", "-"],
            input=content.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""

    return check


def exported(page, code="es") -> polib.POFile:
    """The file of a page, as a translator opens it."""
    return polib.pofile(po.export(po.work_on(page, make_locale(code))))


def filled(page, code="es") -> polib.POFile:
    """The same, translated by hand."""
    file = exported(page, code)
    for entry in file:
        entry.msgstr = f"{code}: {entry.msgid}"
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
    return file


def take(client, file, page=None, code="es") -> po.Report:
    expected = po.work_on(page, make_locale(code)) if page else None
    return po.take("file.po", str(file).encode(), client.user, expected)


def reasons(report) -> list[str]:
    return [reason for _words, reason in report.refused]


class TestRoundTrip:
    """Out, translated, checked by gettext, in."""

    def test_of_a_page_that_nobody_has_begun(self, admin, communique, msgfmt):
        msgfmt(po.export(po.work_on(communique, make_locale("es"))))
        file = filled(communique)
        msgfmt(str(file))
        report = take(admin, file)
        assert (report.taken, report.refused, report.error) == (4, [], "")
        assert report.remaining == 0
        page = Page.objects.get(
            translation_key=communique.translation_key, locale=make_locale("es")
        )
        assert not page.live
        words = StringTranslation.objects.filter(locale=make_locale("es"))
        assert {"es: Grève", "es: Premier paragraphe."} <= set(words.values_list("data", flat=True))

    def test_the_same_file_again_changes_nothing(self, admin, communique):
        file = filled(communique)
        take(admin, file)
        report = take(admin, file)
        assert (report.taken, report.unchanged, report.refused) == (0, 4, [])

    def test_of_words_that_gettext_finds_difficult(self, admin, section, msgfmt):
        page = make_communique(section, title='« À 100 % », dit-elle : "non" \\ fin')
        page.summary = "Une ligne.\nUne autre, avec {accolades} et %s."
        page.save_revision().publish()
        msgfmt(po.export(po.work_on(page, make_locale("ar"))))
        file = filled(page, "ar")
        msgfmt(str(file))
        assert take(admin, file).taken == 2

    def test_from_a_windows_editor(self, admin, communique):
        content = "\ufeff" + str(filled(communique)).replace("\n", "\r\n")
        report = po.take("file.po", content.encode(), admin.user)
        assert (report.taken, report.error) == (4, "")

    def test_what_changed_goes_out_marked_with_what_was(self, communique):
        translate(communique, "es")
        page = CommuniquePage.objects.get(pk=communique.pk)
        page.summary = "Un autre résumé."
        page.save_revision().publish()
        entry = next(one for one in exported(communique) if one.msgctxt == "summary")
        assert entry.fuzzy
        assert (entry.previous_msgid, entry.msgstr) == ("Un résumé.", "es: Un résumé.")


class TestRefusals:
    """Each passage that is not taken is named, with the reason; the others are taken."""

    def one(self, client, communique, change, **more) -> po.Report:
        file = filled(communique)
        change(next(entry for entry in file if entry.msgctxt == "summary"))
        return take(client, file, **more)

    @pytest.mark.parametrize(
        "change",
        [
            {"msgstr": "<b>sin fin"},
            {"msgstr": "<p>bloque</p>"},
            {"msgstr": 'un <a id="a9">enlace</a>'},
            {"msgstr": "x" * 500},
            {"msgid": "Jamais écrit."},
            {"msgctxt": "nowhere"},
            {"flags": ["fuzzy"]},
        ],
        ids=lambda change: next(iter(change)) + str(next(iter(change.values())))[:9],
    )
    def test_one_bad_passage(self, admin, communique, change):
        def apply(entry):
            for name, value in change.items():
                setattr(entry, name, value)

        report = self.one(admin, communique, apply)
        assert report.taken == 3
        assert len(report.refused) == 1
        assert report.refused[0][1]

    def test_an_original_that_changed_meanwhile(self, admin, communique):
        translate(communique, "es", publish=False, only=0)
        file = filled(communique)
        page = CommuniquePage.objects.get(pk=communique.pk)
        page.body = [BODY[0]]
        page.summary = "Un autre résumé."
        page.save_revision().publish()
        report = take(admin, file)
        assert report.taken == 2
        assert sorted(words for words, _reason in report.refused) == [
            "Deuxième paragraphe du texte.",
            "Un résumé.",
        ]
        assert reasons(report)[0] == reasons(report)[1]
        assert report.remaining == 1

    def test_nothing_newer_on_the_site_is_overwritten(self, admin, communique):
        file = filled(communique)
        translate(communique, "es", publish=False, only=1)
        title = StringTranslation.objects.get(context__path="title", locale=make_locale("es"))
        title.data = "Huelga, corregida en el sitio"
        title.save()
        report = take(admin, file)
        assert (report.taken, len(report.refused)) == (3, 1)
        title.refresh_from_db()
        assert title.data == "Huelga, corregida en el sitio"

    def test_an_empty_passage_is_counted(self, admin, communique):
        report = self.one(admin, communique, lambda entry: setattr(entry, "msgstr", ""))
        assert (report.taken, report.empty, report.refused) == (3, 1, [])

    def test_one_that_is_translated_twice(self, admin, communique):
        file = filled(communique)
        file.append(polib.POEntry(msgctxt="title", msgid="Grève", msgstr="Otra cosa"))
        report = take(admin, file)
        assert (report.taken, len(report.refused)) == (4, 1)


class TestFilesRefused:
    """A file that is for nothing here is refused whole, with the reason."""

    @pytest.mark.parametrize(
        "content",
        [b"", b"/etc/passwd", b"\xff\xfe\x00", b"no po\nat all\n", b'msgid "x\n', b"\n\n"],
    )
    def test_no_po_file(self, admin, communique, content):
        report = po.take("x.po", content, admin.user)
        assert report.error
        assert report.taken == 0

    @pytest.mark.parametrize(
        "header",
        [
            {po.PAGE: ""},
            {po.PAGE: "00000000-0000-0000-0000-000000000000"},
            {"Language": "nl"},
            {"Language": "fr"},
            {"Language": ""},
        ],
    )
    def test_a_header_that_names_no_page_or_language(self, admin, communique, header):
        file = filled(communique)
        file.metadata |= header
        assert take(admin, file).error

    def test_another_page_or_language_than_expected(self, admin, communique, section):
        other = make_communique(section)
        other.save_revision().publish()
        assert take(admin, filled(other), page=communique).error
        assert take(admin, filled(communique, "ar"), page=communique, code="es").error
        assert not take(admin, filled(communique), page=communique, code="es").error

    def test_one_that_is_too_large(self, admin, communique):
        content = str(filled(communique)).encode() + b"#" * po.LARGEST_FILE
        assert po.take("x.po", content, admin.user).error

    def test_a_language_that_is_not_the_translators(self, translator, communique):
        assert take(translator, filled(communique, "ar")).error
        assert not take(translator, filled(communique, "es")).error


class TestArchives:
    """All that is to do in a language goes out and comes back as one file."""

    def packed(self, **files) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(f"{name}.po", content)
        return target.getvalue()

    def test_all_that_is_to_do_and_nothing_else(self, admin, communique, section, msgfmt):
        done = make_communique(section, title="Fait")
        done.save_revision().publish()
        translate(done, "es")
        response = admin.get(reverse("translation_desk:archive", args=["es"]))
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            names = archive.namelist()
            assert "greve.es.po" in names
            assert len(names) == len(set(names))
            assert not any("Fait" in archive.read(name).decode() for name in names)
            for name in names:
                msgfmt(archive.read(name).decode())

    def test_an_upload_reports_on_every_file(self, admin, communique):
        content = self.packed(good=str(filled(communique)), bad="no po\nat all")
        upload = SimpleUploadedFile("es.zip", content)
        html = admin.post(reverse("translation_desk:import"), {"file": upload}).content.decode()
        assert "good.po" in html
        assert "bad.po" in html
        assert translations_into(Page.objects.get(slug="greve", locale=make_locale("es"))).exists()

    def test_a_bomb_is_not_unpacked(self, admin):
        content = self.packed(bomb="0" * (po.LARGEST_FILE * 10))
        (report,) = [po.take(*file, admin.user) for file in po.read("x.zip", content)]
        assert report.error

    def test_too_many_files_or_a_damaged_one(self, admin):
        many = self.packed(**{f"f{n}": "x" for n in range(po.MOST_FILES + 1)})
        broken = self.packed(f="x" * 400)[:-30] + b"PK\x05\x06" + b"\0" * 18
        for content in (many, broken):
            upload = SimpleUploadedFile("x.zip", content)
            response = admin.post(reverse("translation_desk:import"), {"file": upload})
            assert response.status_code == 200

    def test_the_editors_own_upload_is_checked_the_same_way(self, admin, communique):
        page = translate(communique, "es", publish=False, only=0)
        address = reverse("wagtail_localize:upload_pofile", args=[translations_into(page).get().pk])
        upload = SimpleUploadedFile("x.po", str(filled(communique, "ar")).encode())
        response = admin.post(address, {"file": upload})
        assert response.context["reports"][0].error
        download = reverse(
            "wagtail_localize:download_pofile", args=[translations_into(page).get().pk]
        )
        assert admin.get(download, follow=True).content.startswith(b"#")
