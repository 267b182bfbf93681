import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quiz.web.keeping import forget_all
from tests.intakes import make_intake


def test_lists_the_sources(pack, client):
    assert "H20と対中輸出規制" in client.get("/bank/").content.decode()


def test_says_so_when_there_is_none(no_pack, client):
    assert "資料はまだありません" in client.get("/bank/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/", "/bank/", "/bank/source/h20/", "/taking/start/chips/", "/classroom/{room}/assign/",
        "/insight/questions/", "/exchange/{intake}/",
    ],
)  # fmt: skip
def test_no_page_that_lists_or_begins_reads_half_a_megabyte_for_it(
    pack, teacher, teacher_client, classroom, now, url
):
    address = url.format(room=classroom.slug, intake=make_intake(teacher, now).code)
    forget_all()

    with CaptureQueriesContext(connection) as asked:
        page = teacher_client.get(address)

    assert page.status_code == 200
    assert '"bank_pack"' in str(asked.captured_queries)
    assert '"bank_pack"."content"' not in str(asked.captured_queries)
