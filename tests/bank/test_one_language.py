"""A pack may be in one language only; what is missing is told, and the other language is shown."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from quiz.bank.checks import check_pack
from quiz.bank.findings.report import findings
from quiz.bank.findings.told import Level, Place
from quiz.bank.glossary import glossary
from quiz.bank.models import Claim, Pack, Passage, Prediction, Question, Term
from quiz.bank.pack import PackPart
from quiz.bank.pack_base import Text
from quiz.bank.services.loading import load_pack
from quiz.web.bilingual import in_language, other_language, shown_in
from tests.conftest import read_once

OTHER = {"ja": "en", "en": "ja"}


def only(language, content):
    """The content of a pack without its texts in the other language."""
    if isinstance(content, dict):
        is_text = isinstance(content.get("ja"), str)
        return {
            name: "" if is_text and name == OTHER[language] else only(language, value)
            for name, value in content.items()
        }
    return [only(language, value) for value in content] if isinstance(content, list) else content


def pack_in(language):
    return PackPart.model_validate(only(language, read_once().model_dump()) | {"digest": language})


def told(pack, today, level, **how):
    return [finding for finding in findings(pack, today, **how) if finding.level is level]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_pack_in_one_language_meets_no_wall_and_says_so_once(language, now):
    pack = pack_in(language)

    assert check_pack(pack) == []
    assert told(pack, now.date(), Level.ERROR) == []
    (warning,) = told(pack, now.date(), Level.WARNING)
    assert warning.place == Place()


def test_a_pack_for_a_site_in_both_languages_has_each_missing_text_as_an_error(now):
    missing = told(pack_in("ja"), now.date(), Level.ERROR, bilingual=True)

    assert len(missing) > 500
    assert {finding.place.field.rpartition(".")[2] for finding in missing} == {"en"}
    with override("ja"):
        assert {str(finding.message) for finding in missing} == {"英語の文がありません。"}


def test_a_missing_translation_in_a_pack_of_two_languages_is_a_warning_at_its_field(now):
    content = read_once().model_dump()
    content["quizzes"][1]["questions"][0]["stem"]["en"] = ""
    content["source"]["quotations"][0]["ja"] = ""
    pack = PackPart.model_validate(content)

    places = [finding.place for finding in told(pack, now.date(), Level.WARNING)]

    assert check_pack(pack) == []
    quiz = pack.quizzes[1]
    asked = Place(f"quizzes/{quiz.slug}", quiz.questions[0].code, "stem.en")
    assert places == [Place("source.yaml", "", "quotations.1.ja"), asked]


@pytest.mark.parametrize(("language", "asks_for"), [("ja", "en"), ("en", "ja")])
def test_who_reads_the_other_language_is_shown_what_there_is(no_pack, client, now, language, asks_for):
    load_pack(pack=pack_in(language), now=now)

    page = client.get("/bank/source/h20/", headers={"accept-language": asks_for}).content.decode()

    assert f'<p lang="{language}">' in page
    with override(asks_for):
        assert all(row.text for row in (*Claim.objects.all(), *Passage.objects.filter(is_withheld=False)))
        assert all(question.stem for question in Question.objects.all())
        assert all(all(row.asks_on) for row in Prediction.objects.all())
        words = glossary(Pack.objects.get().pk)
        for passage in Passage.objects.all():
            assert "".join(stretch.text for stretch in words.stretches(passage.text)) == passage.text
        assert len(words.used) > 3
        term = Term.objects.exclude(also={"ja": [], "en": []}).first()
        assert term.other_names == term.also[language]
    assert getattr(Claim.objects.first(), f"text_{language}") in page.replace("&#x27;", "'").replace(
        "&quot;", '"'
    )


def test_the_database_wants_a_text_in_one_language_at_least(pack):
    told = Passage.objects.filter(is_withheld=False)
    withheld = Passage.objects.filter(is_withheld=True)

    told.update(text_en="")
    withheld.update(reason_ja="", heading_en="")

    for rows, values in (
        (told, {"text_ja": ""}),
        (withheld, {"reason_en": ""}),
        (withheld, {"heading_ja": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_text_in_both_languages_has_the_fingerprint_that_it_always_had():
    assert Text(en="a", ja="あ").model_dump_json() == '{"ja":"あ","en":"a"}'
    assert list(read_once().source.quotations[0].model_dump()) == ["ja", "en", "claim", "reference"]


@pytest.mark.parametrize(("asks_for", "ja", "en", "shown"), [
    ("ja", "あ", "a", "ja"), ("ja", "", "a", "en"), ("en", "あ", "a", "en"), ("en", "あ", "", "ja"),
])  # fmt: skip
def test_the_language_shown_is_the_one_asked_for_where_there_is_a_text_in_it(asks_for, ja, en, shown):
    with override(asks_for):
        assert shown_in(ja, en) == shown
        assert in_language(ja, en) == {"ja": ja, "en": en}[shown]
        assert other_language(ja, en) == ("" if shown == asks_for else shown)
