import pytest

from quiz.bank.models import Pack, Term
from quiz.bank.pack_files import read_pack
from quiz.bank.services.loading import load_pack
from tests.conftest import PACK


def test_explains_every_term_in_both_languages(pack, client):
    japanese = client.get("/bank/glossary/").content.decode()
    english = client.get("/bank/glossary/", headers={"accept-language": "en"}).content.decode()

    assert Term.objects.count() >= 15
    for term in Term.objects.all():
        assert f'id="{term.key}"' in japanese
        assert term.term_ja in japanese
        assert term.term_en in english


def test_says_so_when_there_is_none(no_pack, client):
    assert "用語はまだありません" in client.get("/bank/glossary/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_one_query(pack, client, django_assert_num_queries, rows):
    for number in range(rows):
        Term.objects.create(pack=pack.pack, key=f"more-{number}", position=90, term_ja="x", term_en="x")

    with django_assert_num_queries(1):
        client.get("/bank/glossary/")


def test_the_digest_links_a_term_where_it_first_stands(pack, client):
    words = client.get("/bank/source/h20/").content.decode()

    assert words.count('popovertarget="term-tflops"') == 1
    assert words.count('id="term-tflops" popover') == 1


def test_a_question_lists_its_terms(attempt_at, client_of, reader):
    attempt = attempt_at("figures")
    number = attempt.answers.get(question__code="figures-sparsity").number

    words = client_of(reader).get(f"/taking/{attempt.code}/question/{number}/").content.decode()

    assert 'popovertarget="term-fp8"' in words
    assert 'popovertarget="term-dense"' in words
    assert 'id="term-hbm"' not in words


def test_a_term_that_left_the_pack_is_gone(pack, now):
    Term.objects.create(pack=pack.pack, key="old", position=99)
    Pack.objects.update(digest="")

    load_pack(pack=read_pack(PACK), now=now)

    assert not Term.objects.filter(key="old").exists()
