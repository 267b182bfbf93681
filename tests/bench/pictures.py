"""make pictures: the ten pictures of docs/authoring.*.md, of the product as it runs now.

    python -m tests.bench.pictures --chromium /usr/bin/chromium-headless-shell

A demo in a folder of its own; its instructor pastes a text, marks a sentence, writes, publishes, assigns. What
the pictures show beside the pages is invented here and says so.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.serving import ROOT, Served, free_port, manage

FOLDER = ROOT / "docs/pictures"
SIZE = {"width": 1100, "height": 760}
ARTICLE = {
    "ja": """# 駅前広場のこれまで

（例のために作った文章です。）市は2025年に駅前広場の車道を一車線に減らした。歩行者は工事の前より増えた、と市は述べている。

工事は楽な賭けではなかった、と筆者は書いている。

# これから

広場の半分は公園になるだろう、と筆者は予想する。""",
    "en": """# The square so far

(A text made up as an example.) In 2025 the town cut the road across the station square to one lane. More people walk there than before, the town says.

The work was no easy bet, the author writes.

# What comes

Half of the square will become a park, the author expects.""",
}
TITLES = {"ja": "駅前広場の話", "en": "The station square"}
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


def text(language, words):
    """A text in one language."""
    return {language: words}


def content(slug, language, right="b"):
    """The pack as it is when it is published: in one language."""
    ja = language == "ja"

    def say(japanese, english):
        return text(language, japanese if ja else english)

    def claim(code, label, passage, reason, words, **more):
        finding = say("まだ照合していません。", "Not compared with anything yet.")
        check = {"verdict": "not_checked", "finding": finding, "references": []}
        return {
            "code": code, "label": label, "label_reason": reason, "text": words, "passage": passage,
            "favours": "none", "check": check,
        } | more  # fmt: skip

    def option(code, words, why):
        return {"code": code, "text": words, "right": code == right, "feedback": why}

    lane = say("市は2025年に駅前広場の車道を一車線に減らした。", "In 2025 the town cut the road to one lane.")
    people = say("歩行者は工事の前より増えた、と市は述べている。", "More people walk there, the town says.")
    bet = say("工事は楽な賭けではなかった。", "The work was no easy bet.")
    park = say("広場の半分は公園になるだろう。", "Half of the square will become a park.")
    passages = [
        ("s1-p1", "S1", say("駅前広場のこれまで", "The square so far"), say(
            "市は2025年に駅前広場の車道を一車線に減らした。[[C1]]歩行者は工事の前より増えた、と市は述べている。[[C2]]",
            "In 2025 the town cut the road to one lane.[[C1]] More people walk there, the town says.[[C2]]",
        )),
        ("s1-p2", "S1", None, say("工事は楽な賭けではなかった、と筆者は書いている。[[C3]]", "The work was no easy bet.[[C3]]")),
        ("s2-p1", "S2", say("これから", "What comes"), say("広場の半分は公園になるだろう、と筆者は予想する。[[P1]]", "Half of the square will become a park.[[P1]]")),
    ]  # fmt: skip
    single = {
        "code": "q1", "kind": "single", "scope": "article", "topic": "all", "rests_on": ["C1"],
        "stem": say("市は2025年に何をしましたか。", "What did the town do in 2025?"),
        "options": [
            option("a", say("車道を二車線に広げた", "It widened the road to two lanes"), say("増やしたのではありません。", "It did not widen it.")),
            option("b", say("車道を一車線に減らした", "It cut the road to one lane"), say("第1段落にあります。", "It stands in the first passage.")),
            option("c", say("広場を車道だけにした", "It left the square to cars"), say("広場は残っています。", "The square is still there.")),
        ],
        "explanation": say("第1段落の最初の文です。", "It is the first sentence."),
    }  # fmt: skip
    said = {
        "code": "q2", "kind": "true_false", "scope": "article", "topic": "all", "rests_on": ["C2"],
        "stem": say("記事によると、歩行者は増えたと市は述べている。", "According to the article, the town says that more people walk there."),
        "answer": True, "feedback": say("第1段落を見てください。", "See the first passage."),
        "feedback_right": say("市の言葉として書かれています。", "It is told as the town's own words."),
        "explanation": say("増えたと述べているのは市です。", "It is the town that says so."),
    }  # fmt: skip
    return {
        "source": {
            "slug": slug, "title": text(language, TITLES[language]),
            "about": say("例のために作った文章の要約です。", "A digest of a text made up as an example."),
            "written": say("2026年", "2026"), "as_of": say("2026年11月", "November 2026"),
            "passages": [
                {"anchor": anchor, "section": section, "heading": heading, "text": words}
                for anchor, section, heading, words in passages
            ],
        },
        "claims": [
            claim("C1", "fact", "s1-p1", say("記録で確かめられます。", "It is on record."), lane),
            claim("C2", "claim", "s1-p1", say("市の述べたことです。", "It is what the town says."), people),
            claim("C3", "opinion", "s1-p2", say("評価の言葉があります。", "It judges."), bet),
            claim(
                "P1", "prediction", "s2-p1", say("先のことです。", "It is about what comes."), park,
                certainty=say("だろう", "will"),
            ),
        ],
        "references": [], "events": [], "figures": [], "outlook": [], "terms": [],
        "quizzes": [{
            "slug": f"square-{language}", "source": slug, "title": text(language, TITLES[language]),
            "intro": say("二問です。", "Two questions."), "feedback": "each", "place": 0,
            "topics": [{"key": "all", "name": text(language, TITLES[language])}],
            "questions": [single, said],
        }],
    }  # fmt: skip


class Walk:
    """One language: the pages in their order, each with its picture."""

    def __init__(self, page, site, environment, language):
        self.page, self.site, self.environment, self.language = page, site, environment, language
        self.made = 0

    def shoot(self):
        """The next picture."""
        self.made += 1
        target = FOLDER / self.language / f"{self.made:02}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
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
        page.locator("[name=title]").fill(TITLES[self.language])
        page.locator(f"[name=language][value={self.language}]").check()
        page.locator("main textarea").first.fill(ARTICLE[self.language])
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
        self.fill(slug, note="はじめての発行" if self.language == "ja" else "The first edition")
        self.at(f"/authoring/{slug}/people/")
        self.shoot()
        self.at("/desk/")
        found = page.locator("a[href*='/insight/classroom/']").first.get_attribute("href")
        room = found.rstrip("/").rsplit("/", 1)[-1]
        self.at(f"/classroom/{room}/assign/")
        page.locator("select[name=quiz]").select_option(label=TITLES[self.language])
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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        environment = os.environ | {"VAR_DIR": folder, "ALLOWED_HOSTS": "127.0.0.1", "EMAIL_URL": "dummy:"}
        for words in (
            ["migrate", "-v0"],
            ["collectstatic", "--noinput", "-v0"],
            ["load_pack"],
            ["load_demo"],
        ):
            manage(environment, *words)
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = Served(command, environment, port)
        browser = driver.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        try:
            for language in ("ja", "en"):
                context = browser.new_context(locale=language, viewport=SIZE, timezone_id="Asia/Tokyo")
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{port}/accounts/login/")
                page.locator("[name=login]").fill("demo")
                page.locator("[name=password]").fill(Path(folder, "demo_password").read_text().strip())
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
