"""What publishing a draft would do, and what stands in its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.authoring.comparing import differences
from quiz.authoring.models import Edition, Piece
from quiz.authoring.telling import ChangeTold, FindingTold, finding_told, summary, told
from quiz.authoring.whole import Checked
from quiz.bank.findings.told import Finding, Level, Words
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.services.rows import Loaded
from quiz.web.bilingual import in_language

# Of each kind; what is more is counted.
MOST = 100
LEVELS: Mapping[Level, tuple[Words, Words]] = {
    Level.WALL: (
        gettext_lazy("Forbids publishing"),
        gettext_lazy("The draft keeps all that you wrote; it can be published once this is put right."),
    ),
    Level.ERROR: (
        gettext_lazy("To be put right"),
        gettext_lazy("It can be published, but readers would be misled, told too little or told an answer."),
    ),
    Level.WARNING: (gettext_lazy("To be weighed"), gettext_lazy("It may be right as it is. You decide.")),
    Level.NOTE: (gettext_lazy("Counted"), gettext_lazy("Nothing to do: figures on the pack as a whole.")),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of a level; `more` are not shown."""

    level: str
    title: Words
    says: Words
    count: int
    lines: tuple[FindingTold, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of rows that readers use, with their names."""

    says: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publishing:
    """The page: `sign` tells the draft that was looked at; `number` is that of the edition to come."""

    groups: tuple[Group, ...]
    effects: tuple[Effect, ...]
    summary: tuple[str, ...]
    changes: tuple[ChangeTold, ...]
    more: int
    number: int
    last: Edition | None
    sign: str
    is_whole: bool
    is_same: bool


def publishing(pack: Pack, pieces: Sequence[Piece], checked: Checked, loaded: Loaded | None) -> Publishing:
    """What the page shows: 1 query. `loaded`: what publishing would do, where nothing forbids it."""
    changes = differences(pack.content, checked.told) if checked.told else []
    last = pack.editions.select_related("published_by").first()
    return Publishing(
        groups=tuple(_groups(checked.findings, pieces)),
        effects=tuple(_effects(loaded, _titles(checked.part))) if loaded and checked.part else (),
        summary=tuple(summary(changes)),
        # Of what is published for the first time all is new: its counts say so.
        changes=tuple(told(change) for change in changes[:MOST]) if pack.content else (),
        more=max(len(changes) - MOST, 0) if pack.content else 0,
        number=last.number + 1 if last else 1,
        last=last,
        sign=checked.sign,
        is_whole=checked.is_whole,
        is_same=checked.told is not None and checked.told == pack.content,
    )


def _groups(findings: Sequence[Finding], pieces: Sequence[Piece]) -> Iterator[Group]:
    for level, (title, says) in LEVELS.items():
        found = [finding for finding in findings if finding.level is level]
        if found:
            lines = tuple(finding_told(finding, pieces) for finding in islice(found, MOST))
            yield Group(level.value, title, says, len(found), lines)


def _titles(part: PackPart) -> dict[str, str]:
    return {quiz.slug: in_language(quiz.title.ja, quiz.title.en) for quiz in part.quizzes}


def _effects(loaded: Loaded, quizzes: Mapping[str, str]) -> Iterator[Effect]:
    told: list[tuple[list[str], str]] = [
        (loaded.new, _("New for readers:")),
        (loaded.changed, _("Changed where they stand, since nobody has used them yet:")),
        (
            loaded.next_version,
            _("Used already, so they get a next version; attempts that were begun keep what they have:"),
        ),
    ]
    for names, says in told:
        if names:
            yield Effect(says, tuple(_row_words(name, quizzes) for name in names))


def _row_words(row: str, quizzes: Mapping[str, str]) -> str:
    """A row by what it is, from the loader's name of it: "source h20 v2", "policy v2"."""
    name, _space, version = row.removeprefix("source ").rpartition(" v")
    values = {"name": name, "version": version}
    if row.startswith("source "):
        return _("the article, version %(version)s") % values
    if name in quizzes:
        return _("quiz “%(title)s”, version %(version)s") % (values | {"title": quizzes[name]})
    return _("question %(name)s, version %(version)s") % values
