"""A name is set off from the text around it, wherever it is shown."""

import re

import pytest

from quiz.classroom.services.members import rename

NAME = "שרה"


@pytest.mark.parametrize("shown", ["people", "results", "member", "progress", "reader"])
def test_a_name_is_set_off_on_every_page(teacher_client, member, assign_quiz, begun, shown):
    assignment = assign_quiz("policy")
    begun(assignment)
    rename(membership=member, name=NAME)
    address = {
        "people": f"/taking/people/{member.classroom.slug}/",
        "results": f"/taking/results/{assignment.slug}/",
        "member": f"/taking/member/{member.pk}/",
        "progress": f"/insight/progress/{assignment.slug}/",
        "reader": f"/insight/reader/{member.pk}/",
    }[shown]

    html = teacher_client.get(address).content.decode()

    body = re.sub(r'value="[^"]*"', "", html.partition("<main")[2])
    assert NAME in body
    assert NAME not in re.sub(rf"<bdi[^>]*>{NAME}</bdi>|\u2068{NAME}\u2069", "", body)
