import re

import pytest

from quiz.people.models import User
from quiz.people.services import sign_up

PAGES = ["/", "/desk/", "/about/", "/bank/", "/bank/source/h20/", "/bank/glossary/", "/taking/start/chips/",
         "/taking/start/sentences/", "/people/account/", "/accounts/login/"]  # fmt: skip


def test_axe_finds_nothing_on_any_page(page, site, look, accessible):
    for url in PAGES:
        page.goto(site + url)
        assert page.locator("html").get_attribute("lang") == look
        for details in page.locator("details").all()[:3]:
            details.locator("summary").first.click()
        accessible()
    page.goto(f"{site}/classroom/join/")
    page.locator("main input[name=code]").fill("!")
    page.locator("main form button").click()
    page.locator(".invalid-feedback").wait_for()
    accessible()
    page.wrong[:] = [line for line in page.wrong if "422" not in line]
    page.goto(f"{site}/taking/start/chips/")
    page.locator("main form button").first.click()
    page.locator(".fold > summary").click()
    accessible()
    page.goto(page.url.replace("question/1/", "sheet/"))
    accessible()
    page.goto(page.url.replace("sheet/", "submit/"))
    accessible()
    page.locator("main form button").click()
    page.wait_for_url(re.compile("/review/"))
    accessible()
    page.goto(f"{site}/taking/start/policy/")
    page.locator("main form button").first.click()
    page.locator(".choice").first.click()
    page.locator("button[value=check]").click()
    # The script sends the answer first, and goes on only then.
    page.locator("form[data-attempt]").wait_for(state="detached")
    accessible()
    page.goto(f"{site}/desk/")
    accessible()


def test_axe_finds_nothing_on_the_answer_sheet_and_the_error_page(page, site, accessible):
    sign_up(username="teacher", email="t@example.org", password="a-long-word")
    User.objects.update(is_staff=True)
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill("teacher")
    page.locator("input[name=password]").fill("a-long-word")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/desk/"))
    accessible()
    page.goto(f"{site}/classroom/answers/chips/")
    accessible()
    page.goto(f"{site}/classroom/lesson/h20/")
    page.locator("details summary").first.click()
    accessible()
    page.goto(f"{site}/nothing/")
    accessible()
    page.wrong[:] = [line for line in page.wrong if "404" not in line]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_cannot_be_read_in_one_of_the_colours_is_found(page, accessible, scheme):
    page.set_content(
        f"""<html lang="en"><title>Pale</title><main><h1>Pale</h1></main><style>
        body {{ background: #fff; color: #000 }}
        @media (prefers-color-scheme: {scheme}) {{ h1 {{ color: #eee }} }}</style>"""
    )

    with pytest.raises(AssertionError, match="color-contrast"):
        accessible()


def test_the_labels_can_be_hidden(page, site):
    page.goto(f"{site}/bank/source/h20/")
    chip = page.locator(".passage .label").first
    assert chip.is_visible()

    page.get_by_label("ラベルを表示する").uncheck()

    assert not chip.is_visible()
