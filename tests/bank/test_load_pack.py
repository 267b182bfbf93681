import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from quiz.bank.checks import check_pack
from quiz.bank.models import Claim, Option, Pack, Prediction, Question, Quiz, Reference, Rest, Source
from quiz.bank.models.keys import AnswerKey
from quiz.bank.pack_files import PackError, read_pack
from quiz.bank.services.freezing import freeze_quiz
from quiz.bank.services.loading import load_pack
from quiz.domain.kinds import Kind
from tests.conftest import PACK


def question_of(content, kind):
    return next(question for question in content["questions"] if question["kind"] == kind)


def test_the_pack_holds_what_was_promised(pack):
    assert set(Claim.objects.values_list("code", flat=True)) == {f"C{n:02}" for n in range(1, 38)} | {
        f"P{n}" for n in range(1, 9)
    }
    graded = {quiz.slug: quiz.questions.exclude(kind=Kind.LABELLING).count() for quiz in Quiz.objects.all()}
    assert graded.pop("sentences") == 0
    assert set(graded) == {"chips", "policy", "figures", "says-so", "before", "after"}
    assert sum(graded.values()) >= 80
    assert min(graded.values()) >= 12
    for slug in graded:
        kinds = set(Quiz.objects.get(slug=slug).questions.values_list("kind", flat=True))
        assert kinds >= {
            Kind.SINGLE,
            Kind.MULTIPLE,
            Kind.TRUE_FALSE,
            Kind.NUMERIC,
            Kind.ORDERING,
            Kind.MATCHING,
        }
    assert Option.objects.filter(question__places__quiz__slug="sentences").count() >= 16
    assert Prediction.objects.count() == 8
    assert not [row for row in Prediction.objects.all() if not row.developments.exists()]


def test_every_text_stands_in_both_languages(pack):
    for model in (Claim, Question, Quiz, Source, Reference):
        names = [field.name[:-3] for field in model._meta.fields if field.name.endswith("_ja")]
        for row in model.objects.all():
            for name in names:
                assert bool(getattr(row, f"{name}_ja")) == bool(getattr(row, f"{name}_en")), (row, name)


def test_every_wrong_option_has_its_feedback(pack):
    for key in AnswerKey.objects.all():
        for code in key.solution.get("wrong", []):
            assert key.feedback[code]["ja"]
            assert key.feedback[code]["en"]


def test_loading_twice_changes_nothing(pack):
    before = list(Question.objects.values_list("pk", "digest")), Option.objects.count()

    loaded = load_pack(pack=read_pack(PACK), now=pack.published_at)

    assert (loaded.new, loaded.changed, loaded.next_version) == ([], [], [])
    assert before == (list(Question.objects.values_list("pk", "digest")), Option.objects.count())


def test_the_same_words_in_other_files_change_no_row(pack, now):
    def rows():
        models = (Source, Claim, Prediction, Reference, Quiz, Question, Option, AnswerKey)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = rows()

    loaded = load_pack(pack=read_pack(PACK).model_copy(update={"digest": "of other bytes"}), now=now)

    assert (loaded.new, loaded.changed, loaded.next_version) == ([], [], [])
    assert rows() == before


def test_files_that_were_loaded_before_do_not_undo_what_was_edited_here_since(pack, copy, now):
    call_command("load_pack", PACK)
    load_pack(pack=edited(copy), now=now)

    call_command("load_pack", PACK)

    quiz = Quiz.objects.filter(slug="chips").latest("version")
    assert quiz.title_en == "Edited here"
    newer = copy("source.yaml", lambda content: content["about"].update(en="Newer files."))
    call_command("load_pack", newer)
    assert Source.objects.latest("version").about_en == "Newer files."


def edited(copy):
    return read_pack(copy("quizzes/chips.yaml", lambda content: content["title"].update(en="Edited here")))


def test_the_pack_of_an_account_is_not_taken_for_the_site_s(pack, teacher, now, copy):
    Pack.objects.update(owner=teacher)

    with pytest.raises(PackError, match="somebody else"):
        load_pack(pack=edited(copy), now=now)
    call_command("load_pack", copy("source.yaml", lambda content: content["about"].update(en="Edited here")))
    assert not Quiz.objects.filter(title_en="Edited here").exists()
    assert not Source.objects.filter(about_en="Edited here").exists()


def test_a_question_nobody_answered_is_edited_in_place(pack, copy, now):
    def edit(content):
        content["questions"][0]["stem"]["en"] = "Edited?"

    load_pack(pack=read_pack(copy("quizzes/chips.yaml", edit)), now=now)

    assert Question.objects.get(stem_en="Edited?").version == 1


def test_an_edit_to_an_answered_question_makes_its_successor(pack, copy, now):
    old = Quiz.objects.get(slug="chips")
    freeze_quiz(quiz=old, now=now)
    code = old.questions.order_by("places__number")[0].code

    def edit(content):
        content["questions"][0]["stem"]["en"] = "Edited?"

    loaded = load_pack(pack=read_pack(copy("quizzes/chips.yaml", edit)), now=now)

    first, second = Question.objects.filter(code=code).order_by("version")
    assert first.stem_en != "Edited?"
    assert second.stem_en == "Edited?"
    assert second.predecessor == first
    assert old.questions.filter(pk=first.pk).exists()
    assert Quiz.objects.get(slug="chips", version=2).questions.filter(pk=second.pk).exists()
    assert loaded.next_version == [f"{code} v2", "chips v2"]


def test_an_edit_to_the_digest_makes_the_next_version_and_keeps_the_old(pack, copy, now):
    before = pack.passages.first().text_en

    def edit(content):
        content["passages"][0]["text"]["en"] += " Edited."

    load_pack(pack=read_pack(copy("source.yaml", edit)), now=now)

    assert Source.objects.get(version=1).passages.first().text_en == before
    assert Source.objects.get(version=2).passages.first().text_en.endswith("Edited.")


def single(content, place):
    return [question for question in content["questions"] if question["kind"] == "single"][place]


CHIPS = "quizzes/chips.yaml"
# What a pack is refused for: the words that say so, where, and how it comes about; all in one pack.
REFUSED = {
    "in fact, but C12 is a claim": (CHIPS, lambda c: single(c, 0).update(scope="fact")),
    "P1, which is a prediction": (CHIPS, lambda c: single(c, 1).update(rests_on=["P1"])),
    "C07, which is an opinion": (CHIPS, lambda c: single(c, 2).update(rests_on=["C07"])),
    "rests on no claim": (CHIPS, lambda c: single(c, 3).update(rests_on=[])),
    "C99, which is not": (CHIPS, lambda c: single(c, 4).update(rests_on=["C99"])),
    "The scope is missing": (CHIPS, lambda c: single(c, 5).pop("scope")),
    "needs its feedback": (
        CHIPS,
        lambda c: next(o for o in single(c, 6)["options"] if not o.get("right")).pop("feedback"),
    ),
    "Exactly one option has to be right": (
        CHIPS,
        lambda c: [o.update(right=True) for o in single(c, 7)["options"]],
    ),
    "Topic none is not among": (CHIPS, lambda c: single(c, 8).update(topic="none")),
    "more than once": (CHIPS, lambda c: single(c, 10).update(code=single(c, 9)["code"])),
    "number in digits": (CHIPS, lambda c: question_of(c, "numeric").update(answer="many")),
    "The unit is missing": (CHIPS, lambda c: question_of(c, "numeric").update(unit="")),
    "The feedback for the wrong choice": (CHIPS, lambda c: question_of(c, "true_false").pop("feedback")),
    "At least 3 items": (CHIPS, lambda c: question_of(c, "ordering").update(items=[])),
    "At least 2 pairs": (CHIPS, lambda c: question_of(c, "matching").update(pairs=[])),
    "sentences": (CHIPS, lambda c: question_of(c, "labelling").update(sentences=[])),
    "Reference nobody": ("claims.yaml", lambda c: c[2]["check"].update(references=["nobody"])),
    "or is withheld": ("claims.yaml", lambda c: c[2].update(passage="s5-p1")),
    "stand together or not at all": ("claims.yaml", lambda c: c[2]["check"].pop("shows")),
    "has no text": ("source.yaml", lambda c: c["passages"][12].update(text={"ja": "あ", "en": "a"})),
    "The text is missing": ("source.yaml", lambda c: c["passages"][0].pop("text")),
}
# The same of a pack of another shape, which is read no further.
MISSHAPEN = {
    "stem: A text in": (CHIPS, lambda c: c["questions"][0]["stem"].update(ja="", en="")),
    "surprise": (CHIPS, lambda c: c["questions"][0].update(surprise=1)),
    "url: An address begins with": ("references.yaml", lambda c: c[0].update(url="ftp://x")),
}


@pytest.mark.one_database
@pytest.mark.parametrize("ways", [REFUSED, MISSHAPEN], ids=["content", "shape"])
def test_a_bad_pack_is_refused_with_each_place_and_nothing_is_stored(no_pack, copy, ways):
    for file, spoil in ways.values():
        folder = copy(file, spoil)

    with pytest.raises(CommandError, match="was not loaded") as refused:
        call_command("load_pack", str(folder))

    told = str(refused.value).splitlines()
    assert {
        words
        for words, (file, _spoil) in ways.items()
        if not any(words in line and file.removesuffix(".yaml") in line for line in told)
    } == set()
    assert not Source.objects.exists()
    with pytest.raises(CommandError, match=r"\w"):
        call_command("check_content", str(folder))


@pytest.mark.one_database
def test_one_fault_is_enough_to_refuse_a_pack(no_pack, copy):
    with pytest.raises(CommandError, match="was not loaded"):
        call_command("load_pack", str(copy(*REFUSED["C07, which is an opinion"])))

    assert not Source.objects.exists()


def test_broken_yaml_and_missing_files_are_named(tmp_path):
    with pytest.raises(PackError, match=r"source\.yaml: This file is missing"):
        read_pack(tmp_path)
    (tmp_path / "source.yaml").write_text("a: [")
    with pytest.raises(PackError, match=r"source\.yaml: It cannot be read: line \d: while parsing"):
        read_pack(tmp_path)


def test_the_pack_itself_is_clean(pack, capsys):
    call_command("check_content", str(PACK))

    assert "no errors, 0 warnings" in capsys.readouterr().out
    assert check_pack(read_pack(PACK)) == []


def test_never_is_the_articles_wrong_figure_the_key_of_a_question_in_fact(pack):
    in_fact = Question.objects.filter(scope="fact").values_list("pk", flat=True)
    for key in AnswerKey.objects.filter(question__in=in_fact):
        right = Option.objects.filter(question=key.question, code__in=key.solution.get("right", []))
        for text in [*right.values_list("text_en", flat=True), key.solution.get("value", "")]:
            assert "72 TFLOPS" not in text
            assert "70 TFLOPS" not in text
    assert Rest.objects.filter(question__in=in_fact).exclude(claim__label="fact").count() == 0


def test_questions_to_follow_up_are_edited_in_place_in_every_version_with_the_same_sentence(pack, copy, now):
    def edit(content):
        content[0]["follow_ups"] = [{"ja": "ほかの問いですか。", "en": "Another question?"}]
        del content[1]["would_change"]

    load_pack(pack=read_pack(copy("outlook.yaml", edit)), now=now)

    assert Source.objects.count() == 1
    first, second = Prediction.objects.order_by("pk")[:2]
    assert (second.would_change_ja, second.would_change) == ("", "")
    for language, words in (("ja", "ほかの問いですか。"), ("en", "Another question?")):
        with override(language):
            assert first.asks_on == [words]


def test_a_pack_without_questions_to_follow_up_is_loaded(pack, copy, now):
    def edit(content):
        for part in content:
            del part["follow_ups"], part["would_change"]

    load_pack(pack=read_pack(copy("outlook.yaml", edit)), now=now)

    assert {tuple(row.asks_on) for row in Prediction.objects.all()} == {()}


def test_more_questions_than_a_sheet_has_room_for_are_refused(copy):
    with pytest.raises(PackError, match="follow_ups"):
        read_pack(
            copy("outlook.yaml", lambda content: content[0]["follow_ups"].append({"ja": "。", "en": "?"}))
        )
