"""Addresses under /bank/."""

from django.urls import path

from quiz.bank import views

app_name = "bank"
urlpatterns = [
    path("", views.sources, name="sources"),
    path("glossary/", views.glossary, name="glossary"),
    path("source/<slug:slug>/", views.source, name="source"),
    path("source/<slug:slug>/<int:version>/", views.source, name="source"),
]
