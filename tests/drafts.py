"""Packs of one's own for tests: small, whole, and with words by which they are known wherever they leak."""

from quiz.authoring.services.opening import lay_out, open_pack
from quiz.bank.models import Share
from quiz.bank.pack import PackPart
from quiz.bank.services.loading import load_pack

# What nobody may read who may not see the pack, and of it what only those may who may change it.
OWN_WORDS = "Kiwifruit grows in Ehime"
OWN_KEY = "Half of it grew in Ehime alone"


def both(words):
    return {"ja": f"{words} (ja)", "en": words}


def claim(code, words, **more):
    check = {"verdict": "not_checked", "finding": both("Nobody looked it up yet."), "references": []}
    return {
        "code": code, "label": "fact", "label_reason": both("It is on record."), "text": both(words),
        "certainty": None, "favours": "none", "passage": "s1-p1", "check": check,
    } | more  # fmt: skip


def question(code, **more):
    return {
        "code": code, "kind": "true_false", "scope": "article", "topic": "all", "rests_on": ["C1"],
        "stem": both(f"{OWN_WORDS}, the article says."), "answer": True, "feedback": both("It does say so."),
        "feedback_right": both("It is its first sentence."), "explanation": both(OWN_KEY),
    } | more  # fmt: skip


def small_pack(slug, quiz="fruit", questions=("q1",)):
    """The content of a pack that may be published: one passage, two claims, one quiz."""
    passage = {
        "anchor": "s1-p1", "section": "S1", "heading": both("Fruit"), "withheld": None,
        "text": both(f"{OWN_WORDS}.[[C1]] It ripens in autumn.[[C2]]"),
    }  # fmt: skip
    return {
        "source": {
            "slug": slug, "title": both("On fruit"), "about": both("A digest of an article on fruit."),
            "written": both("in 2025"), "as_of": both("in 2026"), "passages": [passage],
        },
        "claims": [claim("C1", f"{OWN_WORDS}."), claim("C2", "It ripens in autumn.", label="claim")],
        "references": [], "events": [], "figures": [], "outlook": [], "terms": [],
        "quizzes": [{
            "slug": quiz, "source": slug, "title": both("Fruit"), "intro": both("A few questions."),
            "feedback": "each", "follows": None, "place": 0,
            "topics": [{"key": "all", "name": both("Fruit")}],
            "questions": [question(code) for code in questions],
        }],
    }  # fmt: skip


def make_draft(user, now, quiz="draft-fruit", questions=("q1",), share_with=None):
    """A pack of this account of which nothing was published; shared for editing where somebody is named."""
    pack = open_pack(user=user, title=both("On fruit"), now=now)
    lay_out(pack=pack, content=small_pack(pack.slug, quiz, questions), user=user, now=now)
    if share_with:
        Share.objects.create(pack=pack, user=share_with, may_edit=True)
    return pack


def publish_private(user, now, slug="own-fruit", quiz="own-fruit-quiz"):
    """A pack of this account that was published and that nobody else sees."""
    load_pack(pack=PackPart(digest=slug, **small_pack(slug, quiz)), now=now, owner=user)
    return user.packs.get(slug=slug)
