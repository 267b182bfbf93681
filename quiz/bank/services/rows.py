"""Writing the rows of a pack: what was new, what changed, the fields of texts; which rows, others decide."""

from dataclasses import dataclass, field
from typing import Any

from quiz.bank.pack import Side
from quiz.bank.pack_base import Text


@dataclass(slots=True)
class Loaded:
    """What loading a pack did: names of the rows that are new, changed in place, or a next version."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    next_version: list[str] = field(default_factory=list)


def both(name: str, text: Text | None) -> dict[str, str]:
    """The two fields of a text; empty where there is none."""
    return {f"{name}_ja": text.ja if text else "", f"{name}_en": text.en if text else ""}


def side(name: str, part: Side | None) -> dict[str, str]:
    """The four fields of a side of "says | shows"; empty where there is none."""
    return both(name, part.value if part else None) | both(f"{name}_note", part.note if part else None)


def write(model: Any, latest: Any, name: dict[str, str], values: dict[str, Any], loaded: Loaded) -> Any:
    """The row with these values: the latest one if it may still be edited, else a next version."""
    if latest and not latest.frozen_at:
        for key, value in values.items():
            setattr(latest, key, value)
        latest.save()
        loaded.changed.append(str(latest))
        return latest
    row = model.objects.create(**name, version=latest.version + 1 if latest else 1, **values)
    (loaded.next_version if latest else loaded.new).append(str(row))
    return row
