from pathlib import Path

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

# Django's own views, by name.
OTHERS = {"set_language"}
# The admin, and the sign-in package's own routes.
PACKAGES = {"admin"}
SIGN_IN = ("account_", "mfa_")
# These do and redirect, or answer a machine: no template of their own.
WITHOUT_TEMPLATE = {
    "theme",
    "token",
    "answer",
    "health",
    "metrics",
    "download",
    "gradebook",
    "door",
    "copy",
    "archive",
    "bookmark",
    "invite",
    "dismiss",
    "revoke",
    "renew",
    "noted",
    "withdraw",
    "open_now",
    "close_now",
    "merge",
    "new_code",
    "moderate_many",
    "move",
    "split",
    "discuss",
    "arrange",
    "post",
    "delete_post",
    "go_back",
    "set_public",
    "take_back",
    "leave_pack",
    "mark",
    "ask",
    "add",
    "remove",
    "retire",
    "read",
    "discard",
    "template",
}


def routes(resolver=None, app=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name not in OTHERS and app not in PACKAGES and not str(entry.name).startswith(SIGN_IN):
                yield app, entry.name, entry.callback
        else:
            yield from routes(entry, entry.app_name or app)


def test_every_route_leads_to_its_view_its_template_and_its_test_by_name():
    found = list(routes())

    assert found
    for app, name, view in found:
        assert view.__name__ == name
        assert view.__module__.startswith(f"quiz.{app}.views")
        assert Path(f"tests/{app}/test_{name}.py").exists(), f"no test of {app}:{name}"
        if name not in WITHOUT_TEMPLATE:
            assert Path(f"templates/{app}/{name}.html").exists(), f"no template of {app}:{name}"


def test_every_view_says_who_may_open_it():
    assert [name for _app, name, view in routes() if not hasattr(view, "who")] == []


def test_a_module_of_pages_is_named_after_its_page():
    names = {(app, name) for app, name, _view in routes()}
    modules = [path for path in Path("quiz").glob("*/pages/*.py") if path.stem != "__init__"]

    assert modules
    assert [str(path) for path in modules if (path.parts[1], path.stem) not in names] == []


def test_views_are_named_after_who_uses_them():
    """Readers and instructors have modules of their own; `visiting` is the first line of both."""
    found = {view.__module__.split(".views.")[1].split(".")[0] for _app, _name, view in routes()}

    assert found == {"reading", "leading"}
