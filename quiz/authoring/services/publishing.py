"""A draft becomes an edition, all or nothing; an earlier edition is published anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.authoring.assembling import content_of
from quiz.authoring.models import Edition
from quiz.authoring.services.opening import lay_out
from quiz.authoring.whole import fingerprint, part_of, told_of
from quiz.bank.findings.told import Place, filled, wall
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.pack_files import PackError
from quiz.bank.services.loading import load_pack
from quiz.bank.services.rows import Loaded


class NothingNew(Exception):
    """The draft says what was published last: nothing was published."""


class ChangedMeanwhile(Exception):
    """The draft is no longer what was looked at: nothing was published."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when."""

    user: Any
    now: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """The edition that was made, and what became of the rows in the bank."""

    edition: Edition
    loaded: Loaded


@transaction.atomic
def publish(*, pack: Pack, by: By, note: str = "", sign: str = "") -> Published:
    """Publish the draft and keep what it said. `sign`: of the draft that was looked at, if one was.

    What was begun gets a next version and old attempts keep theirs; who publishes at the same time as another
    comes after them. Raises PackError, NothingNew, ChangedMeanwhile; nothing is changed then.
    """
    held = Pack.objects.select_for_update().get(pk=pack.pk)
    content = content_of(held.slug, held.pieces.all())
    part = part_of(content)
    told = told_of(part)
    if told == held.content:
        raise NothingNew
    if sign and sign != fingerprint(content):
        raise ChangedMeanwhile
    return _publish(held, part, told, by, note)


@transaction.atomic
def go_back(*, pack: Pack, number: int, by: By, sign: str = "") -> Published | None:
    """Lay out the draft as this edition was and publish it; None where it is what was published last.
    `sign`: of the draft that goes, as it was looked at, if it was.

    Raises PackError where what could be published then cannot be now, ChangedMeanwhile; nothing is changed
    then.
    """
    held = Pack.objects.select_for_update().get(pk=pack.pk)
    if sign and sign != fingerprint(content_of(held.slug, held.pieces.all())):
        raise ChangedMeanwhile
    content = held.editions.get(number=number).content
    lay_out(pack=held, content=content, user=by.user, now=by.now)
    part = part_of(content)
    told = told_of(part)
    if told == held.content:
        return None
    note = gettext("As edition %(number)d.") % {"number": number}
    return _publish(held, part, told, by, note)


def _publish(held: Pack, part: PackPart, told: dict[str, Any], by: By, note: str) -> Published:
    last = held.editions.first()
    if held.content is not None and (last is None or last.content != held.content):
        # It came from files: kept, so that the history has no gap and one can go back to it.
        last = _keep(held, last, content=held.content, published_at=held.loaded_at)
    loaded = _load(held, part.model_copy(update={"digest": fingerprint(told)}), by.now)
    values = {"content": told, "note": note, "published_by": by.user, "published_at": by.now}
    return Published(_keep(held, last, **values), loaded)


def _keep(held: Pack, last: Edition | None, **values: object) -> Edition:
    return Edition.objects.create(pack=held, number=last.number + 1 if last else 1, **values)


def _load(pack: Pack, part: PackPart, now: datetime) -> Loaded:
    try:
        with transaction.atomic():
            return load_pack(pack=part, now=now, owner=pack.owner)
    except (DataError, IntegrityError) as error:
        # What no check foresaw: a text that is too long for its column, a thing named twice.
        words = filled(_("The database does not take it: %(why)s"), why=str(error).splitlines()[0])
        raise PackError([wall(Place(), words)]) from error
