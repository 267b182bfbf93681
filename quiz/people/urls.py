"""Addresses under /people/."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from quiz.people import views

app_name = "people"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("forget/", views.forget, name="forget"),
    path("theme/", views.theme, name="theme"),
    path("sign_in/", LoginView.as_view(redirect_authenticated_user=True), name="sign_in"),
    path("sign_out/", LogoutView.as_view(), name="sign_out"),
]
