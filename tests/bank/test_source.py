import pytest

from quiz.bank.models import Claim, Event, Passage, Source, Term
from quiz.bank.pictures import comparison


def test_the_digest_shows_passages_labels_checks_and_what_is_withheld(pack, client):
    page = client.get("/bank/source/h20/")
    words = page.content.decode()

    for passage in Passage.objects.all():
        assert f'id="{passage.anchor}"' in words
    for claim in Claim.objects.all():
        assert f'id="{claim.code}"' in words
    assert "記事のこの部分は軍事的なシナリオを述べています。" in words
    assert "[[" not in words
    assert "148 TFLOPS" in words


def test_it_reads_in_english(pack, client):
    page = client.get("/bank/source/h20/", headers={"accept-language": "en"})

    assert "The H20 and export controls on China" in page.content.decode()


def test_every_picture_has_a_text_and_a_table(pack, client):
    words = client.get("/bank/source/h20/").content.decode()

    assert words.count("<svg") == words.count("<title id=") == words.count("<desc id=") == 4
    assert '<ol class="timeline">' in words
    assert words.count("<table") == 2


def test_an_unknown_source_or_version_is_not_found(pack, client):
    assert client.get("/bank/source/none/").status_code == 404
    assert client.get("/bank/source/h20/9/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_long(pack, client, django_assert_num_queries, rows):
    for number in range(rows):
        Event.objects.create(source=pack, date="2030", told_by="article", short_ja=str(number), text_ja="x")

    with django_assert_num_queries(10):
        client.get("/bank/source/h20/")
    with django_assert_num_queries(0):
        client.get("/bank/source/h20/")


def test_what_is_kept_is_of_its_language_and_for_some_seconds_only(pack, client, monkeypatch):
    client.get("/bank/source/h20/", headers={"accept-language": "ja"})
    Term.objects.update(text_ja="直しました。", text_en="Put right.")

    assert "Put right." in client.get("/bank/source/h20/", headers={"accept-language": "en"}).content.decode()
    assert "直しました。" not in client.get("/bank/source/h20/").content.decode()
    monkeypatch.setattr("quiz.web.keeping.monotonic", lambda: 1e12)
    assert "直しました。" in client.get("/bank/source/h20/").content.decode()


def test_compute_without_its_precision_has_no_bar_to_be_compared(pack):
    compute = next(bars for bars in comparison(list(pack.figures.all())) if bars.quantity == "compute")

    bare = [bar.figure.chip for bar in compute.bars if bar.width is None]
    assert bare == ["H20"]
    assert all(bar.width for bar in compute.bars if bar.figure.precision)


def test_figures_that_all_say_nothing_have_bars_too(pack):
    power = [figure for figure in pack.figures.all() if figure.quantity == "power"]
    for figure in power:
        figure.value = 0

    assert [bar.width for bars in comparison(power) for bar in bars.bars] == [0.5] * len(power)


def test_whose_document_it_is_and_where_it_stands_is_said(pack, client):
    Source.objects.update(
        author_en="Jane Doe",
        url="https://example.org/article",
        licence="CC BY 4.0",
        credit_en="After a digest by Mori",
    )

    page = client.get("/bank/source/h20/", headers={"accept-language": "en"}).content.decode()

    assert all(
        words in page for words in ("Jane Doe", 'href="https://example.org/article"', "CC BY 4.0", "by Mori")
    )
