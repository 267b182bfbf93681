"""Addresses under /outlook/. The first part after it is an assignment, or a source open to everybody."""

from django.urls import path

from quiz.outlook import views

app_name = "outlook"
urlpatterns = [
    path("set_up/<slug:slug>/", views.set_up, name="set_up"),
    path("<slug:slug>/", views.predictions, name="predictions"),
    path("<slug:slug>/camps/", views.camps, name="camps"),
    path("<slug:slug>/lead/", views.lead, name="lead"),
    path("<slug:slug>/rules/", views.rules, name="rules"),
    path("<slug:slug>/move/", views.move, name="move"),
    path("<slug:slug>/split/", views.split, name="split"),
    path("<slug:slug>/show/", views.show, name="show"),
    path("<slug:slug>/sheets/", views.sheets, name="sheets"),
    path("<slug:slug>/moderation/", views.moderation, name="moderation"),
    path("<slug:slug>/moderate_many/", views.moderate_many, name="moderate_many"),
    path("<slug:slug>/download/<slug:kind>/", views.download, name="download"),
    path("<slug:slug>/post/<slug:post_code>/edit/", views.edit_post, name="edit_post"),
    path("<slug:slug>/post/<slug:post_code>/delete/", views.delete_post, name="delete_post"),
    path("<slug:slug>/post/<slug:post_code>/mark/", views.mark, name="mark"),
    path("<slug:slug>/post/<slug:post_code>/report/", views.report, name="report"),
    path("<slug:slug>/post/<slug:post_code>/moderate/", views.moderate, name="moderate"),
    path("<slug:slug>/post/<slug:post_code>/disclose/", views.disclose, name="disclose"),
    path("<slug:slug>/<slug:code>/vote/", views.vote, name="vote"),
    path("<slug:slug>/<slug:code>/discussion/", views.discussion, name="discussion"),
    path("<slug:slug>/<slug:code>/post/", views.post, name="post"),
    path("<slug:slug>/<slug:code>/room/", views.room, name="room"),
    path("<slug:slug>/<slug:code>/discuss/", views.discuss, name="discuss"),
    path("<slug:slug>/<slug:code>/prompt/", views.prompt, name="prompt"),
    path("<slug:slug>/<slug:code>/reword/<int:pk>/", views.reword, name="reword"),
    path("<slug:slug>/<slug:code>/reword/", views.reword, name="reword"),
    path("<slug:slug>/<slug:code>/arrange/", views.arrange, name="arrange"),
    path("<slug:slug>/<slug:code>/note/", views.note, name="note"),
    path("<slug:slug>/<slug:code>/sheet/", views.sheet, name="sheet"),
    path("<slug:slug>/<slug:code>/slide/<slug:part>/", views.slide, name="slide"),
    path("<slug:slug>/<slug:code>/slide/", views.slide, name="slide"),
    path("<slug:slug>/<slug:code>/resolve/", views.resolve, name="resolve"),
]
