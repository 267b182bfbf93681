"""What a pack becomes in a file for another program: told before the file is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import get_language

from quiz.authoring.assembling import content_of
from quiz.bank.access import keys_seen, may_edit
from quiz.bank.models import Pack
from quiz.exchange.contents import Content
from quiz.exchange.exporting import Exported, Line, Report, exported
from quiz.exchange.formats.format import Format
from quiz.exchange.formats.known import ALL, BY_NAME
from quiz.exchange.formats.plain import Batch
from quiz.exchange.losses import fate_of
from quiz.exchange.outgoing import Origin
from quiz.exchange.telling import LOST, STAYING
from quiz.web.bilingual import LANGUAGES

# How much of a file is shown beforehand.
FIRST_QUESTIONS, FIRST_SIGNS = 2, 4_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which file is asked for: a quiz, or "" for all of them; the name of a format; a language."""

    quiz: str = ""
    target: str = ""
    language: str = ""

    @property
    def file(self) -> str:
        """The last step of its address: "policy.ja.gift.txt", or "ja.gift.txt" for all quizzes."""
        target = BY_NAME[self.target]
        # Formats of one ending are told apart by their names.
        ending = target.suffix if target.name in target.suffix else f".{target.name}{target.suffix}"
        return ".".join(filter(None, (self.quiz, self.language))) + ending


def asked_by(file: str) -> Asked | None:
    """The other way round; None where there is no such file of any pack."""
    for target in ALL:
        for language in LANGUAGES:
            found = Asked("", target.name, language)
            if file == found.file:
                return found
            quiz = file.removesuffix(f".{found.file}")
            if quiz not in {"", file}:
                return Asked(quiz, target.name, language)
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of some questions, by their lines; `of_all`: of every one that is in the file."""

    says: Promise
    lines: tuple[Line, ...]
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """The page. `quizzes` are those that can be chosen, by address and title; `begins` is how the file begins
    where it is text; `may_edit` tells whether it is the draft.
    """

    pack: Pack
    title: str
    may_edit: bool
    asked: Asked
    quizzes: Sequence[tuple[str, str]]
    report: Report
    begins: str

    @property
    def losing(self) -> list[Told]:
        """What the file does not hold, and what becomes of it."""
        target, written = self.report.target, self.report.written
        return [
            Told(LOST[loss, fate_of(loss, target)], lines, of_all=lines == written)
            for loss, lines in self.report.losing().items()
        ]

    @property
    def staying(self) -> list[Told]:
        """What stays out of it, and why."""
        return [Told(STAYING[why], lines) for why, lines in self.report.staying().items()]


@dataclass(frozen=True, slots=True)
class Open:
    """What of a pack this account may take out: its draft where it may change it; else what was published,
    with the quizzes whose keys it sees.
    """

    pack: Pack
    content: Content
    may_edit: bool

    @property
    def quizzes(self) -> list[str]:
        """The addresses of its quizzes."""
        return [quiz["slug"] for quiz in self.content.get("quizzes", ())]


def opened(user: Any, slug: str) -> Open:
    """What may be taken out: at most 5 queries. Raises Http404 for whoever sees no key of it."""
    pack = Pack.objects.visible_to(user).filter(slug=slug).first()
    if pack is None:
        raise Http404
    if may_edit(user, pack):
        pieces = list(pack.pieces.all())
        return Open(pack, content_of(slug, pieces) if pieces else pack.content or {}, may_edit=True)
    keys = keys_seen(user, pack)
    if not keys.quizzes:
        raise Http404
    published = pack.content or {}
    seen = [quiz for quiz in published.get("quizzes", ()) if quiz["slug"] in keys.quizzes]
    return Open(pack, {**published, "quizzes": seen}, may_edit=False)


def export_of(found: Open, asked: Asked) -> Export:
    """What the page shows: no query. What is asked for and not there is the first that is."""
    first = "en" if get_language() == "en" else "ja"
    chosen = Asked(
        asked.quiz if asked.quiz in found.quizzes else "",
        asked.target if asked.target in BY_NAME else ALL[0].name,
        asked.language if asked.language in LANGUAGES else first,
    )
    # Titles to choose from are in the language of the page, not of the file.
    here, made = Origin(found.content, first), exported_of(found, chosen)
    return Export(
        pack=found.pack,
        title=here.title or found.pack.slug,
        may_edit=found.may_edit,
        asked=chosen,
        quizzes=[(slug, here.called(slug)) for slug in here.quizzes],
        report=made.report,
        begins=_beginning(made.report.target, made.batch),
    )


def exported_of(found: Open, asked: Asked) -> Exported:
    """The file that is asked for, before it is written. Raises Http404 where there is no such quiz."""
    try:
        return exported(
            BY_NAME[asked.target], Origin(found.content, asked.language), found.pack.slug, asked.quiz
        )
    except KeyError:
        raise Http404 from None


def _beginning(target: Format, batch: Batch) -> str:
    if not batch.questions or not target.media.startswith(("text/", "application/xml")):
        return ""
    first = Batch(batch.title, batch.language, batch.questions[:FIRST_QUESTIONS])
    text = target.write(first).decode("utf-8-sig")
    return text if len(text) <= FIRST_SIGNS else f"{text[:FIRST_SIGNS]}…"
