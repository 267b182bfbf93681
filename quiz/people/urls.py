"""Addresses under /people/."""

from django.urls import path

from quiz.people import views

app_name = "people"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("token/", views.token, name="token"),
    path("theme/", views.theme, name="theme"),
]
