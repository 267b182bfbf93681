"""Addresses under /taking/."""

from django.urls import path

from quiz.taking import views

app_name = "taking"
urlpatterns = [
    path("begin/<slug:slug>/", views.begin, name="begin"),
    path("results/<slug:slug>/", views.results, name="results"),
    path("worksheet/<slug:slug>/", views.worksheet, name="worksheet"),
    path("worksheet_key/<slug:slug>/", views.worksheet_key, name="worksheet_key"),
    path("people/<slug:slug>/", views.people, name="people"),
    path("member/<int:pk>/", views.member, name="member"),
    path("corrections/<slug:slug>/", views.corrections, name="corrections"),
    path("correct/<slug:slug>/<int:number>/", views.correct, name="correct"),
    path("correct_quiz/<slug:slug>/<int:version>/<int:number>/", views.correct_quiz, name="correct_quiz"),
    path("disputes/<slug:slug>/", views.disputes, name="disputes"),
    path("preview/<slug:slug>/", views.previews, name="previews"),
    path("preview/<slug:slug>/<slug:code>/", views.preview, name="preview"),
    path("start/<slug:slug>/", views.start, name="start"),
    path("<slug:code>/question/<int:number>/", views.question, name="question"),
    path("<slug:code>/sheet/", views.sheet, name="sheet"),
    path("<slug:code>/answer/<int:number>/", views.answer, name="answer"),
    path("<slug:code>/submit/", views.submit, name="submit"),
    path("<slug:code>/dispute/<int:number>/", views.dispute, name="dispute"),
    path("<slug:code>/review/", views.review, name="review"),
]
