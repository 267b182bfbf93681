"""A name without a break, and one in letters that run the other way, leave pages and tables as they are."""

import pytest
from django.utils import timezone

from quiz.classroom.services.classes import edit_classroom
from quiz.classroom.services.members import join, rename
from quiz.people.models import Reader

# Each cell of a table that is partly cut by the box it scrolls in, and how wide the page is.
SEEN = """() => ({
  page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  first: [...document.querySelectorAll("main tbody tr")].map(row => {
    const box = row.closest(".scroll, .sheet, main").getBoundingClientRect();
    const second = row.children[1].getBoundingClientRect();
    return second.left < box.right;
  }),
})"""


@pytest.mark.parametrize("width", [360, 1200])
def test_a_name_of_sixty_leaves_the_columns_in_sight(
    page, site, be, teacher, classroom, member, assign_quiz, begun, width
):
    assignment = assign_quiz("policy")
    begun(assignment)
    now = timezone.now()
    rename(membership=member, name="W" * 60)
    join(classroom=classroom, reader=Reader.objects.create(since=now), name="שרה 12", now=now)
    edit_classroom(classroom=classroom, values={"name": "M" * 100}, now=now)
    be(teacher)
    page.set_viewport_size({"width": width, "height": 800})

    for address in (
        f"/insight/classroom/{classroom.slug}/",
        "/classroom/",
        f"/taking/people/{classroom.slug}/",
        f"/taking/results/{assignment.slug}/",
        f"/taking/member/{member.pk}/",
        f"/insight/progress/{assignment.slug}/",
        f"/insight/reader/{member.pk}/",
    ):
        page.goto(site + address)
        seen = page.evaluate(SEEN)
        assert seen["page"] <= 0, address
        assert all(seen["first"]), address


def test_a_message_with_a_name_of_sixty_stays_within_the_page(page, site, classroom, member):
    rename(membership=member, name="W" * 60)
    page.goto(f"{site}/classroom/join/{classroom.join_code}/")
    page.get_by_role("textbox").first.fill("W" * 60)

    page.locator("main form button").first.click()

    page.locator(".note", has_text="W" * 60).wait_for()
    assert page.evaluate(SEEN)["page"] <= 0
