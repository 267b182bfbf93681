"""Addresses under /insight/."""

from django.urls import path

from quiz.insight import views

app_name = "insight"
urlpatterns = [
    path("items/<slug:slug>/", views.items, name="items"),
    path("download/<slug:slug>/<slug:kind>/", views.download, name="download"),
    path("progress/<slug:slug>/", views.progress, name="progress"),
]
