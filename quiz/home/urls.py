"""Addresses at the top."""

from django.urls import path

from quiz.home import views

app_name = "home"
urlpatterns = [
    path("room/<slug:slug>/", views.room, name="room"),
    path("download/", views.download, name="download"),
    path("merge/<int:pk>/", views.merge, name="merge"),
    path("new_code/<int:pk>/", views.new_code, name="new_code"),
    path("renew/<slug:slug>/", views.renew, name="renew"),
    path("forget/", views.forget, name="forget"),
    path("", views.front, name="front"),
    path("desk/", views.desk, name="desk"),
    path("about/", views.about, name="about"),
    path("health/", views.health, name="health"),
    path("metrics", views.metrics, name="metrics"),
]
