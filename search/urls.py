"""The addresses of search, under a word that is translated (see `cms.urls`)."""

from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("suggestions.json", views.suggest, name="suggestions"),
    path("opensearch.xml", views.description, name="description"),
]
