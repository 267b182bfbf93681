"""Addresses under /insight/."""

from django.urls import path

from quiz.insight import views

app_name = "insight"
urlpatterns = [
    path("classroom/<slug:slug>/", views.classroom, name="classroom"),
    path("scores/<slug:slug>/", views.scores, name="scores"),
    path("items/<slug:slug>/", views.items, name="items"),
    path("item/<slug:slug>/<int:number>/", views.item, name="item"),
    path("talk/<slug:slug>/", views.talk, name="talk"),
    path("talk/<slug:slug>/<int:number>/", views.talk, name="talk"),
    path("talk_key/<slug:slug>/<int:number>/", views.talk_key, name="talk_key"),
    path("report/<slug:slug>/", views.report, name="report"),
    path("questions/", views.questions, name="questions"),
    path("quiz/<slug:slug>/", views.quiz, name="quiz"),
    path("quiz/<slug:slug>/<int:version>/", views.quiz, name="quiz"),
    path("own/<slug:slug>/", views.own, name="own"),
    path("reader/<int:pk>/", views.reader, name="reader"),
    path("download/<slug:slug>/<slug:kind>/", views.download, name="download"),
    path("gradebook/<slug:slug>/<slug:kind>/", views.gradebook, name="gradebook"),
    path("progress/<slug:slug>/", views.progress, name="progress"),
]
