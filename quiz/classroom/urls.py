"""Addresses under /classroom/."""

from django.urls import path

from quiz.classroom import views

app_name = "classroom"
urlpatterns = [
    path("", views.classrooms, name="classrooms"),
    path("open_class/", views.open_class, name="open_class"),
    path("join/", views.join, name="join"),
    path("join/<str:code>/", views.join, name="join"),
    path("come_back/", views.come_back, name="come_back"),
    path("accept/<str:token>/", views.accept, name="accept"),
    path("answers/<slug:slug>/", views.answers, name="answers"),
    path("lesson/<slug:slug>/", views.lesson, name="lesson"),
    path("assignment/<slug:slug>/", views.assignment, name="assignment"),
    path("assignment/<slug:slug>/extend/<int:member>/", views.extend, name="extend"),
    path("assignment/<slug:slug>/open_now/", views.open_now, name="open_now"),
    path("assignment/<slug:slug>/close_now/", views.close_now, name="close_now"),
    path("assignment/<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/", views.bookmark, name="bookmark"),
    path("<slug:slug>/board/", views.board, name="board"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/door/", views.door, name="door"),
    path("<slug:slug>/copy/", views.copy, name="copy"),
    path("<slug:slug>/archive/", views.archive, name="archive"),
    path("<slug:slug>/delete/", views.delete, name="delete"),
    path("<slug:slug>/invite/", views.invite, name="invite"),
    path("<slug:slug>/dismiss/<int:pk>/", views.dismiss, name="dismiss"),
    path("<slug:slug>/revoke/<int:pk>/", views.revoke, name="revoke"),
    path("<slug:slug>/assign/", views.assign, name="assign"),
    path("<slug:slug>/log/", views.log, name="log"),
    path("<slug:slug>/noted/", views.noted, name="noted"),
    path("<slug:slug>/leave/", views.leave, name="leave"),
]
