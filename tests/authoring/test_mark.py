import pytest
from django.urls import reverse


def url(pack):
    return reverse("authoring:mark", args=[pack.slug])


def chosen(**more):
    return {
        "passage": "s1-p1", "number": "1", "said": "狙いは軍事だ。", "language": "ja", "label": "claim",
        "label_reason": "狙いは外から確かめられない。", "claim_text": "規制の狙いは軍事にある。",
    } | more  # fmt: skip


def test_a_stranger_marks_nothing(stranger_client, pasted):
    assert stranger_client.post(url(pasted), chosen()).status_code == 404
    assert not pasted.pieces.filter(kind="claims").exists()


def test_a_sentence_becomes_a_claim_and_is_marked_in_the_text(teacher_client, pasted):
    page = teacher_client.post(url(pasted), chosen())

    assert page.url == reverse("authoring:text", args=[pasted.slug]) + "#C1"
    claim = pasted.pieces.get(kind="claims")
    assert (claim.key, claim.content["passage"], claim.content["label"]) == ("C1", "s1-p1", "claim")
    assert claim.content["text"] == {"ja": "規制の狙いは軍事にある。", "en": ""}
    assert claim.content["check"]["verdict"] == "not_checked"
    assert claim.content["check"]["finding"]["ja"]
    passage = pasted.pieces.get(key="s1-p1")
    assert passage.content["text"]["ja"] == "米国は2022年に輸出を制限した。狙いは軍事だ。[[C1]]"
    assert passage.revision == 2


def test_a_prediction_has_a_code_of_its_own_and_is_not_judged(teacher_client, pasted):
    teacher_client.post(url(pasted), chosen())
    teacher_client.post(url(pasted), chosen(label="prediction"))

    claim = pasted.pieces.get(kind="claims", key="P1")
    assert claim.content["check"]["verdict"] == "later"


def test_a_claim_is_kept_though_its_label_is_not_decided_yet(teacher_client, pasted):
    teacher_client.post(url(pasted), chosen(label="", label_reason=""))

    assert pasted.pieces.get(kind="claims").content["label"] == ""
    page = teacher_client.get(reverse("authoring:text", args=[pasted.slug])).content.decode()
    assert "No label yet" in page


def test_in_two_languages_the_mark_stands_in_both(teacher_client, draft):
    ripe = "It ripens in autumn."
    teacher_client.post(url(draft), chosen(number="1", said=ripe, language="en"))

    text = draft.pieces.get(kind="passages").content["text"]
    assert text["en"].endswith("It ripens in autumn.[[C2]][[C3]]")
    # The Japanese text has another number of sentences: no place is guessed.
    assert "[[C3]]" not in text["ja"]


def test_a_sentence_that_moved_meanwhile_is_marked_where_it_is(teacher_client, pasted):
    teacher_client.post(url(pasted), chosen(number="0"))

    assert pasted.pieces.get(key="s1-p1").content["text"]["ja"].endswith("狙いは軍事だ。[[C1]]")


@pytest.mark.parametrize("gone", [{"said": "別の文。"}, {"passage": "s9-p9"}])
def test_a_sentence_that_went_meanwhile_changes_nothing_and_what_was_typed_is_kept(
    teacher_client, pasted, gone
):
    page = teacher_client.post(url(pasted), chosen(**gone))

    assert page.status_code == 422
    assert "規制の狙いは軍事にある。" in page.content.decode()
    assert "edited meanwhile" in page.content.decode()
    assert not pasted.pieces.filter(kind="claims").exists()
    assert "[[" not in pasted.pieces.get(key="s1-p1").content["text"]["ja"]
