"""make pictures: the ten pictures of docs/authoring.*.md, of the product as it runs now.

    python -m tests.bench.pictures --chromium /usr/bin/chromium-headless-shell

A demo in a folder of its own; its instructor pastes a text, marks a sentence, writes, publishes, assigns. The
text is invented here and says so. Its two languages stand in tests/bench/pictures.yaml.
"""

import argparse
import json
import shutil
import sys
from copy import deepcopy
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

from tests.bench.serving import ROOT, Served, empty_product, free_port, manage

FOLDER = ROOT / "docs/pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SIZE = {"width": 1100, "height": 760}
TOLD = yaml.safe_load((ROOT / "tests/bench/pictures.yaml").read_text(encoding="utf-8"))
# What a teacher would have typed meanwhile: the draft is filled in by the services of the product.
FILL = """
import json
from django.utils import timezone
from quiz.authoring.services.opening import lay_out
from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Pack
from quiz.people.models import User
user, now = User.objects.get(username="demo"), timezone.now()
pack = Pack.objects.get(slug={slug!r})
lay_out(pack=pack, content=json.loads({content!r}), user=user, now=now)
if {published!r}:
    publish(pack=pack, by=By(user, now), note={note!r})
"""


def content(slug, language, right):
    """The pack as it is when it is published: in one language, with this key of its first question."""
    told = deepcopy(TOLD[language]["content"])
    told["source"]["slug"] = told["quizzes"][0]["source"] = slug
    for option in told["quizzes"][0]["questions"][0]["options"]:
        option["right"] = option["code"] == right
    return told


class Walk:
    """One language: the pages in their order, each with its picture."""

    def __init__(self, page, site, environment, language):
        self.page, self.site, self.environment, self.language = page, site, environment, language
        self.told, self.made = TOLD[language], 0

    def shoot(self):
        """The next picture."""
        self.made += 1
        target = FOLDER / self.language / f"{self.made:02}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        # What is pressed leads down to its place; a picture begins at the top.
        self.page.evaluate("scrollTo(0, 0)")
        self.page.screenshot(path=target)

    def at(self, path):
        """The page at an address, from its top."""
        self.page.goto(self.site + path)

    def fill(self, slug, note="", right="b"):
        """The draft as if it had been typed; published where there is a note."""
        told = json.dumps(content(slug, self.language, right))
        words = FILL.format(slug=slug, content=told, published=bool(note), note=note)
        manage(self.environment, "shell", "-v0", "-c", words)

    def go(self):
        """All ten."""
        page = self.page
        self.at("/authoring/new/")
        page.locator("[name=title]").fill(self.told["title"])
        page.locator(f"[name=language][value={self.language}]").check()
        page.locator("main textarea").first.fill(self.told["article"])
        self.shoot()
        page.locator("main form [type=submit], main form button:not([type])").last.click()
        page.wait_for_url("**/text/**")
        slug = page.url.split("/authoring/")[1].split("/")[0]
        page.locator(".sentence").nth(1).click()
        page.locator("#mark input[value=fact]").check()
        self.shoot()
        self.fill(slug)
        self.at(f"/authoring/{slug}/text/#C1")
        page.locator("#C1 summary").click()
        self.shoot()
        self.at(f"/authoring/{slug}/questions/q1/")
        self.shoot()
        self.at(f"/taking/preview/{slug}/q1/")
        page.locator("main input[type=radio]").first.check()
        page.locator("main form button:not([name=language])").last.click()
        self.shoot()
        self.at(f"/authoring/{slug}/")
        self.shoot()
        self.at(f"/authoring/{slug}/publish/")
        self.shoot()
        self.fill(slug, note=self.told["notes"][0])
        self.at(f"/authoring/{slug}/people/")
        self.shoot()
        self.at("/desk/")
        found = page.locator("a[href*='/insight/classroom/']").first.get_attribute("href")
        room = found.rstrip("/").rsplit("/", 1)[-1]
        self.at(f"/classroom/{room}/assign/")
        page.locator("select[name=quiz]").select_option(label=self.told["title"])
        self.shoot()
        self.fill(
            slug,
            note="問1の正解を直しました" if self.language == "ja" else "Key of question 1 put right",
            right="a",
        )
        self.at(f"/authoring/{slug}/history/")
        self.shoot()


def main():
    """Start a demo, walk through it in both languages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--chromium", default=shutil.which("chromium-headless-shell") or shutil.which("chromium")
    )
    options = parser.parse_args()
    with empty_product("SQLite", EMAIL_URL="dummy:") as environment, sync_playwright() as driver:
        manage(environment, "load_demo")
        word = Path(environment["VAR_DIR"], "demo_password").read_text().strip()
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = Served(command, environment, port)
        browser = driver.chromium.launch(executable_path=options.chromium, args=FLAGS)
        try:
            for language in ("ja", "en"):
                context = browser.new_context(locale=language, viewport=SIZE, timezone_id="Asia/Tokyo")
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{port}/accounts/login/")
                page.locator("[name=login]").fill("demo")
                page.locator("[name=password]").fill(word)
                page.locator("[name=password]").press("Enter")
                page.wait_for_url(f"http://127.0.0.1:{port}/desk/")
                walk = Walk(page, f"http://127.0.0.1:{port}", environment, language)
                walk.go()
                print(f"{language}: {walk.made} pictures in {FOLDER / language}")
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
