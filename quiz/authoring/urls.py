"""Addresses under /authoring/."""

from django.urls import path

from quiz.authoring import views

app_name = "authoring"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("new/", views.open_pack, name="open_pack"),
    path("upload/", views.upload, name="upload"),
    # Before whatever begins with the name of a pack.
    path("pick/<slug:slug>/<slug:code>/", views.pick, name="pick"),
    path("retire/<slug:slug>/<slug:code>/", views.retire, name="retire"),
    path("<slug:slug>/", views.pack, name="pack"),
    path("<slug:slug>/paste/", views.paste, name="paste"),
    path("<slug:slug>/text/", views.text, name="text"),
    path("<slug:slug>/text/mark/", views.mark, name="mark"),
    path("<slug:slug>/claims/<slug:key>/ask/", views.ask, name="ask"),
    path("<slug:slug>/publish/", views.publish, name="publish"),
    path("<slug:slug>/people/", views.people, name="people"),
    path("<slug:slug>/people/set_public/", views.set_public, name="set_public"),
    path("<slug:slug>/people/<int:pk>/take_back/", views.take_back, name="take_back"),
    path("<slug:slug>/copy/", views.copy_pack, name="copy_pack"),
    path("<slug:slug>/pack.zip", views.download, name="download"),
    path("<slug:slug>/delete/", views.delete_pack, name="delete_pack"),
    path("<slug:slug>/leave/", views.leave_pack, name="leave_pack"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<int:number>/", views.edition, name="edition"),
    path("<slug:slug>/history/<int:number>/go_back/", views.go_back, name="go_back"),
    path("<slug:slug>/<slug:kind>/", views.pieces, name="pieces"),
    path("<slug:slug>/<slug:kind>/add/", views.add, name="add"),
    path("<slug:slug>/<slug:kind>/move/", views.move, name="move"),
    path("<slug:slug>/<slug:kind>/<slug:key>/remove/", views.remove, name="remove"),
    # Last: what stands above are names that no piece has.
    path("<slug:slug>/<slug:kind>/<slug:key>/", views.piece, name="piece"),
]
