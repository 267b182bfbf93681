"""Addresses under /exchange/."""

from django.urls import path

from quiz.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("export/<slug:slug>/", views.export, name="export"),
    path("export/<slug:slug>/<str:file>", views.download, name="download"),
    path("template/<slug:kind>/<slug:language>", views.template, name="template"),
    # Last: what stands above are names that no import has.
    path("<slug:code>/", views.preview, name="preview"),
    path("<slug:code>/read/", views.read, name="read"),
    path("<slug:code>/confirm/", views.confirm, name="confirm"),
    path("<slug:code>/discard/", views.discard, name="discard"),
]
