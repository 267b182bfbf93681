"""A pack's content as another pack, somebody else's: new addresses, credit, no keys they may not see."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from quiz.bank.access import Keys
from quiz.bank.findings.told import Words
from quiz.web.bilingual import LANGUAGES

Content = dict[str, Any]
# Of a title, so that a chain of two has room in the column.
MOST_OF_TITLE = 60
MOST = 300
FROM: Words = _("From “%(title)s” by %(who)s")
# What stands before this is the first author's, and stays as the copy is copied.
BY_WAY: Words = _("%(first)s; by way of “%(title)s” by %(who)s")
BETWEEN = {"ja": "；", "en": "; by way of "}


def without_keys(content: Mapping[str, Any], keys: Keys) -> Content:
    """The content as who sees these keys may have it: other quizzes are without their questions, and without
    what happened later where that is not seen.
    """
    quizzes = [
        quiz if quiz["slug"] in keys.quizzes else {**quiz, "questions": []}
        for quiz in content.get("quizzes", ())
    ]
    outlook = [part if keys.later else {**part, "later": []} for part in content.get("outlook", ())]
    return {**content, "quizzes": quizzes, "outlook": outlook}


def moved(content: Mapping[str, Any], slug: str, new: Callable[[str], str]) -> Content:
    """The content at this address, each quiz at the one that `new` gives for its own."""
    names = {quiz["slug"]: new(quiz["slug"]) for quiz in content.get("quizzes", ())}
    quizzes = [
        {
            **quiz,
            "slug": names[quiz["slug"]],
            "source": slug,
            "follows": names.get(quiz.get("follows") or "", quiz.get("follows")),
        }
        for quiz in content.get("quizzes", ())
    ]
    return {**content, "source": {**content["source"], "slug": slug}, "quizzes": quizzes}


def credited(content: Mapping[str, Any], title: Mapping[str, str], who: Words) -> Content:
    """The content with the credit of its source and of each question: from this pack, by whom. What had one
    keeps its first author.
    """
    quizzes = [
        {**quiz, "questions": [_with_credit(part, title, who) for part in quiz.get("questions", ())]}
        for quiz in content.get("quizzes", ())
    ]
    return {**content, "source": _with_credit(content["source"], title, who), "quizzes": quizzes}


def _with_credit(part: Mapping[str, Any], title: Mapping[str, str], who: Words) -> Content:
    old = part.get("credit") or {}
    return {**part, "credit": {each: _credit(each, old, title, who) for each in LANGUAGES}}


def _credit(language: str, old: Mapping[str, str], title: Mapping[str, str], who: Words) -> str:
    called = title.get(language) or next(filter(None, title.values()), "")
    with override(language):
        values = {"title": called[:MOST_OF_TITLE], "who": str(who)}
        first = (old.get(language) or "").split(BETWEEN[language])[0]
        told = str(BY_WAY) % {"first": first, **values} if first else str(FROM) % values
    return told[:MOST]
