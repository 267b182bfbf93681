"""What somebody would get who copies a pack."""

from dataclasses import dataclass
from typing import Any

from quiz.authoring.queries import title_of
from quiz.authoring.wording import in_words
from quiz.bank.access import keys_seen, may_edit
from quiz.bank.models import Pack


@dataclass(frozen=True, slots=True)
class Offer:
    """The page: the quizzes that are copied whole, those without their questions, and whether what happened
    after the predictions is left out.
    """

    title: str
    is_draft: bool
    whole: tuple[str, ...]
    bare: tuple[str, ...]
    lacks_later: bool


def offer_of(pack: Pack, user: Any) -> Offer | None:
    """What the page shows; None where there is nothing to copy: at most 4 queries."""
    content: Any = pack.content
    if may_edit(user, pack):
        source = pack.pieces.filter(kind="source").first()
        if source or content:
            told = source.content if source else content["source"] if content else {}
            return Offer(title_of(told, pack), is_draft=True, whole=(), bare=(), lacks_later=False)
    if content is None:
        return None
    keys = keys_seen(user, pack)
    titles = {quiz["slug"]: in_words(quiz["title"]) for quiz in content["quizzes"]}
    return Offer(
        title=title_of(content["source"], pack),
        is_draft=False,
        whole=tuple(title for slug, title in titles.items() if slug in keys.quizzes),
        bare=tuple(title for slug, title in titles.items() if slug not in keys.quizzes),
        lacks_later=bool(content["outlook"]) and not keys.later,
    )
