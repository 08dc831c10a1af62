"""The addresses of the inbox, below the admin's."""

from django.urls import path

from contact.inbox import acting, export, listing, mail, reading, writer

app_name = "inbox"
urlpatterns = [
    path("", listing.MessageList.as_view(), name="list"),
    path("find/", listing.Find.as_view(), name="find"),
    path("export/", export.Export.as_view(), name="export"),
    path("delete/", acting.Delete.as_view(), name="delete"),
    path("address/", writer.OneWriter.as_view(), name="writer"),
    path("mail/", mail.WaitingMail.as_view(), name="mail"),
    path("<str:receipt>/", reading.MessagePage.as_view(), name="read"),
    path("<str:receipt>/status/", acting.ChangeStatus.as_view(), name="status"),
    path("<str:receipt>/assign/", acting.Assign.as_view(), name="assign"),
    path("<str:receipt>/note/", acting.AddNote.as_view(), name="note"),
    path("<str:receipt>/answer/", acting.SendAnswer.as_view(), name="answer"),
]
