"""One include per app; the prefix is the app's name."""
urlpatterns: list[object] = []
