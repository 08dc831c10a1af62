"""The addresses of the desk, below the admin's."""

from django.urls import include, path
from wagtail_localize.views import edit_translation as localize

from cms.desk.views import replaced
from cms.desk.views.files import ArchiveView, FileView, ImportView
from cms.desk.views.section import JobView, SectionView
from cms.desk.views.table import TableView
from cms.desk.views.work import BeginView, WorkView

desk = [
    path("", TableView.as_view(), name="index"),
    path("begin/<int:page_id>/<slug:code>/", BeginView.as_view(), name="begin"),
    path("work/<int:page_id>/", WorkView.as_view(), name="work"),
    path("section/<int:page_id>/", SectionView.as_view(), name="section"),
    path("job/<int:job_id>/", JobView.as_view(), name="job"),
    path("files/import/", ImportView.as_view(), name="import"),
    path("files/<slug:code>.zip", ArchiveView.as_view(), name="archive"),
    path("files/<int:page_id>/<slug:code>.po", FileView.as_view(), name="file"),
]

urlpatterns = [
    path("translations/", include((desk, "translation_desk"))),
    # wagtail-localize's own, replaced where they stand.
    path("localize/submit/page/<int:page_id>/", replaced.begin_page),
    path("localize/update/<int:translation_source_id>/", replaced.update_translations),
    path("localize/page/<int:page_id>/convert_to_alias/", replaced.convert_to_alias),
    path("localize/translate/<int:translation_id>/pofile/download/", replaced.download_file),
    path("localize/translate/<int:translation_id>/pofile/upload/", replaced.upload_file),
    path(
        "localize/translate/<int:translation_id>/machine_translate/",
        replaced.translate_by_machine,
    ),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        replaced.unless_locked(localize.edit_string_translation),
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        replaced.unless_locked(localize.edit_override),
    ),
    path(
        "localize/translate/<int:translation_id>/disable/",
        replaced.unless_locked(localize.stop_translation),
    ),
]
