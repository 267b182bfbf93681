"""A table to fill in, for who has no other program to export from."""

import pytest

from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.tables.template import TEMPLATES
from quiz.exchange.services.reading import read_one

KINDS = ("csv", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_filled_in_as_it_is_it_can_be_imported(teacher_client, kind, language):
    page = teacher_client.get(f"/exchange/template/{kind}/{language}")

    target = BY_NAME[kind]
    assert page["Content-Type"] == target.media
    assert page["Content-Disposition"] == f'attachment; filename="Questions_{language}.{kind}"'
    assert recognised(page.content, f"questions.{kind}") == target
    read = [target.read(raw) for raw in split(target, page.content).raws]
    assert {each.question.kind for each in read} == set(target.kinds)
    assert [note for each in read for note in each.notes] == []


@pytest.mark.parametrize("what", ["gift/ja", "csv/fr", "pdf/en"])
def test_there_are_no_others(teacher_client, what):
    assert teacher_client.get(f"/exchange/template/{what}").status_code == 404


def test_it_is_for_instructors(client_of, db):
    page = client_of().get("/exchange/template/csv/ja")

    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/")


def test_the_page_for_files_leads_there(teacher_client):
    page = teacher_client.get("/exchange/").content.decode()

    for kind in KINDS:
        for language in ("ja", "en"):
            assert f'href="/exchange/template/{kind}/{language}"' in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_template_shows_stands_here_as_it_is_written(language):
    data = TEMPLATES["csv"](language)

    read = [read_one(BY_NAME["csv"], raw) for raw in split(BY_NAME["csv"], data).raws]

    assert [each.notes for each in read] == [()] * len(read)
