"""A server with the pack in it, a page that reports what goes wrong on it, and axe."""

import re
from functools import cache
from pathlib import Path

import bootstrap_wrapper
import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core.signing import get_cookie_signer
from django.test import Client
from playwright.sync_api import expect

from quiz.classroom.services.classes import open_classroom
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import Reader
from quiz.web.cutting import classes_of
from quiz.web.finders import BOOTSTRAP

# Longer than the 5 seconds of Playwright: several processes share each core.
expect.set_options(timeout=20_000)
# Every page is looked at in both of these: language, width of the screen, colours.
LOOKS = [("ja", 360, "light"), ("en", 1200, "dark")]
HERE = Path(__file__).parent
AXE_WHOLE = AXE_SCRIPT + (HERE / "colours.js").read_text()
# Read by each page as it is made, which costs next to nothing, and run on those that axe looks at.
AXE_LATER = f"window.bringAxe = () => {{ {AXE_WHOLE} }}"
# Only what is wrong is collected, which is most of axe's time.
AXE = {"resultTypes": ["violations"], "rules": {"label-content-name-mismatch": {"enabled": True}}}
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
# What is fine stays in the browser: to bring it here costs more than some pages.
RUN = "async (options) => ({ violations: (await axe.run(options)).violations })"
USED = "[...new Set([...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]))]"


@pytest.fixture(autouse=True)
def files_are_kept(monkeypatch):
    """A browser keeps style sheets and scripts, as it does of the product, whose files never change."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self, request):
        response = serve(self, request)
        response["Cache-Control"] = "max-age=600"
        return response

    monkeypatch.setattr(StaticFilesHandlerMixin, "serve", kept)


@pytest.fixture
def site(transactional_db, pack, live_server):
    return live_server.url


@pytest.fixture
def page(page):
    """Playwright's page; a console error, a policy violation or another host fails the test."""
    wrong = []
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: "://localhost" in request.url or wrong.append(request.url))
    page.wrong = wrong
    yield page
    assert wrong == []


@pytest.fixture
def be(page, site):
    """Make the browser this reader's, or this account's, without the way through the pages."""

    def be(person):
        if isinstance(person, Reader):
            cookie = {"name": COOKIE, "value": get_cookie_signer(salt=COOKIE + SALT).sign(str(person.pk))}
        else:
            client = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([cookie | {"url": site}])

    return be


@pytest.fixture
def writer(page, be, teacher, site):
    """The teacher on the page of what they write."""
    be(teacher)
    page.set_extra_http_headers({"accept-language": "ja"})
    page.goto(f"{site}/authoring/")
    return page


def paste(page, article):
    """Begin a pack with this text, which has three passages."""
    page.get_by_role("link", name="文章から始める").click()
    page.get_by_label("題名").fill("規制の話")
    page.get_by_label("本文").fill(article)
    page.get_by_role("button", name="段落に分ける").click()
    expect(page.get_by_text("文章を 3 個の段落にしました。")).to_be_visible()


@pytest.fixture
def sign_in(site, teacher):
    """Sign the instructor in, the way people do."""

    def sign_in(page):
        teacher.set_password("a-long-word")
        teacher.save()
        teacher.emailaddress_set.get_or_create(email=teacher.email, verified=True, primary=True)
        page.goto(f"{site}/accounts/login/")
        page.locator("input[name=login]").fill(teacher.email)
        page.locator("input[name=password]").fill("a-long-word")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(re.compile("/desk/"))

    return sign_in


@pytest.fixture
def mismatched(page):
    """The controls of a page whose name lacks what is written on them."""
    return lambda: page.evaluate((HERE / "names.js").read_text())


@cache
def cut_off():
    """The classes of Bootstrap that no page uses, as far as what is served of it knows."""
    whole = Path(bootstrap_wrapper.get_bootstrap_dir()) / "css" / "bootstrap.min.css"
    return classes_of(whole.read_text("utf-8")) - classes_of(Path(finders.find(BOOTSTRAP)).read_text("utf-8"))


@pytest.fixture(params=LOOKS, ids=[language for language, _width, _colours in LOOKS])
def look(request, page, site):
    """The page in one look, and then in the other."""
    language, width, colours = request.param
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    return language


@pytest.fixture
def accessible(request, page, mismatched):
    """That a page is right for everybody: axe, and its contrasts in the other colours as well; names as they
    are written; no wider than a phone or a screen; no class on it whose rules are not served.
    """
    # What is tried in each look has its contrasts in the other colours looked at there.
    has_looks = "look" in request.fixturenames
    page.add_init_script(AXE_LATER)

    def accessible():
        assert mismatched() == [], page.url
        assert not cut_off() & set(page.evaluate(USED)), page.url
        if not page.evaluate("() => { window.bringAxe?.(); return 'axe' in window; }"):
            page.evaluate(AXE_WHOLE)
        find(page, AXE)
        if not has_looks:
            find_in_the_other_colours(page)
        fits(page)

    return accessible


def unfold(page):
    """Open all that a page folds, as its reader may."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def find(page, options):
    found = AxeResults(page.evaluate(RUN, options))
    assert found.violations_count == 0, found.generate_report()


def find_in_the_other_colours(page):
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    # Without movement, or a colour is looked at on its way to the other.
    page.emulate_media(color_scheme="light" if is_dark else "dark", reduced_motion="reduce")
    find(page, CONTRAST)
    page.emulate_media(color_scheme="dark" if is_dark else "light", reduced_motion="no-preference")


def fits(page):
    size = page.viewport_size
    for width in sorted((360, 1200), key=lambda width: width != size["width"]):
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": 800})
        fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(fits), f"{page.url} is wider than {width} pixels"
    page.set_viewport_size(size)


@pytest.fixture
def whole_charts():
    """That each chart of a page is whole at 360 px, with its letters in their size; how many they are."""

    def whole_charts(page):
        size = page.viewport_size
        page.set_viewport_size({"width": 360, "height": 640})
        many, wrong = page.evaluate((HERE / "charts.js").read_text())
        assert wrong == [], page.url
        page.set_viewport_size(size)
        return many

    return whole_charts


@pytest.fixture
def wide(browser):
    context = browser.new_context(locale="ja-JP", viewport={"width": 1200, "height": 800})
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def phone(browser):
    """Another phone, as often as one asks."""
    contexts = []

    def phone():
        contexts.append(
            browser.new_context(locale="ja-JP", viewport={"width": 360, "height": 780}, has_touch=True)
        )
        return contexts[-1].new_page()

    yield phone
    for context in contexts:
        context.close()


@pytest.fixture
def join(site):
    """Join a class by its code, as a reader does; their return code."""

    def join(page, classroom, name):
        page.goto(f"{site}/classroom/join/")
        page.get_by_label("コード").fill(classroom.join_code.lower())
        page.get_by_role("button", name="次へ").click()
        page.get_by_label("表示名").fill(name)
        page.get_by_role("button", name="参加", exact=True).click()
        page.wait_for_url(re.compile("/room/"))
        return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("main").inner_text())[0]

    return join


@pytest.fixture
def own_class(teacher, now):
    """A class of the teacher's in Japanese."""
    values = {"name": "3年B組", "language": "ja", "time_zone": "Asia/Tokyo", "retention_days": 400}
    return open_classroom(user=teacher, values=values, now=now)
