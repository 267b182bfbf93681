from django.test import RequestFactory

from quiz.web.confirm import Question, ask, is_sure


def test_the_page_asks_and_keeps_what_was_chosen(db, client):
    request = RequestFactory().post("/x/", {"wanted": "<b>"})

    page = ask(request, Question("Delete?", ["It goes."], "Delete", "/y/"), fields={"wanted": "<b>"})

    told = page.content.decode()
    assert "It goes." in told
    assert 'name="wanted" value="&lt;b&gt;"' in told
    assert 'name="sure" value="1"' in told
    assert 'href="/y/"' in told


def test_only_the_answer_of_the_page_is_sure():
    asked = RequestFactory()

    assert is_sure(asked.post("/x/", {"sure": "1"}))
    assert not is_sure(asked.post("/x/", {"wanted": "delete"}))
    assert not is_sure(asked.get("/x/?sure=1"))
