"""All questions of a draft, to try each out."""

from quiz.authoring.services.opening import open_pack
from quiz.bank.models import Pack


def test_all_questions_of_a_draft_lead_to_their_preview(pack, teacher, teacher_client):
    Pack.objects.update(owner=teacher)

    page = teacher_client.get("/taking/preview/h20/").content.decode()

    assert page.count('href="/taking/preview/h20/') == sum(
        len(quiz["questions"]) for quiz in Pack.objects.get().content["quizzes"]
    )


def test_an_empty_draft_says_so(teacher, teacher_client, now):
    draft = open_pack(user=teacher, title={"ja": "空", "en": "Empty"}, now=now)

    assert (
        "The draft has no quiz yet." in teacher_client.get(f"/taking/preview/{draft.slug}/").content.decode()
    )
