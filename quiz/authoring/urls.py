"""Addresses under /authoring/."""

app_name = "authoring"
urlpatterns: list[object] = []
