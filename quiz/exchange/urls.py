"""Addresses under /exchange/."""

from django.urls import path

from quiz.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.upload, name="upload"),
    # Last: what stands above are names that no import has.
    path("<slug:code>/", views.preview, name="preview"),
    path("<slug:code>/read/", views.read, name="read"),
    path("<slug:code>/confirm/", views.confirm, name="confirm"),
    path("<slug:code>/discard/", views.discard, name="discard"),
]
