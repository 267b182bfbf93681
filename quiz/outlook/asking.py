"""What is asked before an act in an outlook that cannot be undone, or that the class feels at once."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.domain.rounds import Stage
from quiz.outlook.models import Post
from quiz.outlook.queries import Visit
from quiz.web.confirm import Question


def onward(found: Visit) -> Question:
    """Before the class goes on to the next stage."""
    at = reverse("outlook:lead", args=[found.survey.slug])
    if found.stage is Stage.FIRST:
        says = [
            _("The figures and the reasons of the first round are published. They stay published."),
            _("All readers who have voted come to the discussion; whoever comes late can still vote first."),
        ]
        return Question(_("On to the discussion?"), says, _("On to the discussion"), at)
    if found.stage is Stage.DISCUSSION:
        says = [
            _("All readers can vote a second time from now on, and what is published by then stays."),
            _("Once somebody has voted a second time, the class cannot go back to the discussion."),
        ]
        return Question(_("Open the second round?"), says, _("Open the second round"), at)
    says = [
        _("No ballot is taken any more, its figures are published, and all readers see what came later."),
        _("This cannot be taken back."),
    ]
    return Question(
        _("Close the second round and tell what came later?"),
        says,
        _("Close it and tell what came later"),
        at,
    )


def back(found: Visit) -> Question:
    """Before the class goes back a stage."""
    at = reverse("outlook:lead", args=[found.survey.slug])
    says = [_("All readers are back in the stage before at once. Ballots, posts and what is published stay.")]
    if found.stage is Stage.DISCUSSION:
        return Question(_("Back to the first round?"), says, _("Back to the first round"), at)
    return Question(_("Back to the discussion?"), says, _("Back to the discussion"), at)


def prompt_goes(found: Visit, code: str) -> Question:
    """Before a question of the class's own is deleted."""
    says = [_("The question goes from the discussion for everybody. What was written under it stays.")]
    at = reverse("outlook:prompt", args=[found.survey.slug, code])
    return Question(_("Delete this question?"), says, _("Delete it"), at)


def original_returns(found: Visit, code: str) -> Question:
    """Before the pack's own question takes its place again."""
    says = [_("Your wording goes, and everybody in the class reads the question of the content pack again.")]
    at = reverse("outlook:prompt", args=[found.survey.slug, code])
    return Question(_("Restore the original question?"), says, _("Restore it"), at)


def outcome(found: Visit, code: str, said: str) -> Question:
    """Before readers are told what became of a prediction, or no longer are."""
    at = reverse("outlook:resolve", args=[found.survey.slug, code])
    if not said:
        says = [_("The outcome and its source go, and readers no longer see how near they were.")]
        return Question(_("Take the outcome back?"), says, _("Take it back"), at)
    says = [
        _("All readers see at once what became of it, and those who voted how near they were."),
        _("You can change it or take it back, but not what was read by then."),
    ]
    return Question(_("Tell what became of it?"), says, _("Tell it"), at)


def post_goes(found: Visit, post: Post) -> Question:
    """Before a reader's own words are deleted."""
    at = reverse("outlook:discussion", args=[found.survey.slug, post.prediction.claim.code])
    says = [
        _("Your words go for everybody, your instructors included, and cannot be brought back."),
        _("In their place stands that something was deleted. Answers to them stay."),
    ]
    return Question(_("Delete your words?"), says, _("Delete them"), f"{at}#post-{post.code}")


def reports_go(found: Visit, count: int) -> Question:
    """Before the reports of several posts are settled together."""
    says = [
        ngettext(
            "The reports on %(n)d post go from this page and cannot be brought back.",
            "The reports on %(n)d posts go from this page and cannot be brought back.",
            count,
        )
        % {"n": count},
        _("The posts stay as everybody reads them now. Reports that came in meanwhile stay as well."),
    ]
    return Question(
        _("Let the selected posts stand?"),
        says,
        _("Let them stand"),
        reverse("outlook:moderation", args=[found.survey.slug]),
    )
