import gzip

import pytest
from django.urls import reverse

from quiz.authoring.services.opening import open_pack
from quiz.authoring.services.pasting import take_in
from quiz.domain.pasting import cut


def url(pack):
    return reverse("authoring:text", args=[pack.slug])


def test_a_stranger_does_not_find_it(stranger_client, draft):
    assert stranger_client.get(url(draft)).status_code == 404


def test_each_sentence_leads_to_the_form_for_a_claim_which_has_its_words(teacher_client, pasted):
    page = teacher_client.get(url(pasted)).content.decode()
    assert "?passage=s1-p1&amp;n=1&amp;in=ja&amp;page=1#mark" in page

    form = teacher_client.get(url(pasted) + "?passage=s1-p1&n=1&in=ja&page=1").context["form"]

    assert form.initial["said"] == form.initial["claim_text"] == "狙いは軍事だ。"
    assert "label" not in form.initial


def test_words_that_were_selected_are_what_the_claim_begins_with(teacher_client, pasted):
    page = teacher_client.get(url(pasted), {"passage": "s1-p1", "n": "1", "words": "軍事だ"})

    assert page.context["form"].initial["claim_text"] == "軍事だ"


@pytest.mark.parametrize(
    "asked", [{"passage": "s9-p9", "n": "0"}, {"passage": "s1-p1", "n": "77"}, {"n": "x"}]
)
def test_a_sentence_that_is_not_there_is_no_error(teacher_client, pasted, asked):
    page = teacher_client.get(url(pasted), asked)

    assert (page.status_code, page.context["form"]) == (200, None)


def test_claims_stand_beside_their_passage_with_the_drafts_that_rest_on_them(teacher_client, draft):
    bench = teacher_client.get(url(draft)).context["bench"]

    first, second = bench.passages[0].claims
    assert [line.codes for line in bench.passages[0].lines] == [("C1",), ("C2",)]
    assert (first.key, [each.key for each in first.drafts]) == ("C1", ["q1"])
    assert (second.key, second.drafts) == ("C2", ())


def test_a_claim_whose_passage_was_taken_out_is_still_there(teacher_client, draft):
    draft.pieces.filter(kind="passages").delete()

    bench = teacher_client.get(url(draft)).context["bench"]

    assert [claim.key for claim in bench.lost] == ["C1", "C2"]


def test_an_opinion_is_offered_nothing_graded(teacher_client, draft):
    claim = draft.pieces.get(key="C2")
    claim.content["label"] = "opinion"
    claim.save()

    bench = teacher_client.get(url(draft)).context["bench"]

    assert bench.passages[0].claims[1].kinds == ("labelling",)


def test_without_a_text_one_is_led_to_pasting_it(teacher_client, teacher, now):
    empty = open_pack(user=teacher, title={"en": "On fruit", "ja": ""}, now=now)

    assert reverse("authoring:paste", args=[empty.slug]) in teacher_client.get(url(empty)).content.decode()


@pytest.mark.parametrize("count", [5, 500])
def test_costs_the_same_however_many_questions_and_stays_small(
    teacher_client, teacher, draft, many_questions, now, count, django_assert_num_queries
):
    many_questions(draft, "draft-fruit", count)
    long = "\n\n".join("米国は2022年に輸出を制限した。" * 20 for _passage in range(count // 20))
    take_in(pack=draft, sections=cut(long), language="ja", user=teacher, now=now)

    with django_assert_num_queries(5):
        page = teacher_client.get(url(draft))
    assert len(gzip.compress(page.content)) < 60_000
