"""Reading a content pack: YAML files made for editing by hand, in a folder or from wherever they come."""

import hashlib
import re
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from quiz.bank.findings.told import Finding, Place, filled, wall
from quiz.bank.findings.unread import findings_of
from quiz.bank.pack import PackPart
from quiz.bank.pack_base import FILES

# The parser in C, in every wheel of the package, takes a tenth of the time.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
QUIZ_FILE = re.compile(r"quizzes/[\w-]+\.yaml", re.ASCII)
# What PyYAML raises beside its own errors: bytes that are no text, a 31 February, a number without end.
UNREADABLE = (yaml.YAMLError, ValueError, ArithmeticError, RecursionError)


class PackError(Exception):
    """The pack cannot be loaded: the findings say where and why, `problems` a line each in English."""

    def __init__(self, problems: Sequence[Finding | str]) -> None:
        self.findings = tuple(told if isinstance(told, Finding) else wall(Place(), told) for told in problems)
        self.problems = [finding.line for finding in self.findings]
        super().__init__("\n".join(self.problems))


class PackLoader(SafeLoader):
    """Refuses a key that stands twice, of which YAML would silently lose the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  PyYAML's own
        """The mapping with all that was written in it."""
        met: set[str] = set()
        for key, _written in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in met:
                    raise yaml.MarkedYAMLError(
                        problem=f"{key.value} stands more than once", problem_mark=key.start_mark
                    )
                met.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def is_known(name: str) -> bool:
    """Whether a file of this name, seen from the pack's folder, belongs to a pack."""
    return name in FILES.values() or QUIZ_FILE.fullmatch(name) is not None


def read_pack(folder: Path) -> PackPart:
    """The pack in a folder. Raises PackError naming file, place and problem."""
    return pack_of(files_in(folder))


def files_in(folder: Path) -> dict[str, bytes]:
    """The files that are read of a folder, by their names as seen from it."""
    files = [*folder.glob("*.yaml"), *folder.glob("quizzes/*.yaml")]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def pack_of(files: Mapping[str, bytes]) -> PackPart:
    """The pack in these files, by their names as seen from its folder. Raises PackError as read_pack."""
    names = sorted(files, key=lambda name: ("/" in name, name))
    if unknown := [name for name in names if not is_known(name)]:
        raise PackError([wall(Place(name), _("No file of a pack has this name.")) for name in unknown])
    read = {name: _read_yaml(name, files[name]) for name in names}
    if missing := [name for name in FILES.values() if name not in read]:
        raise PackError([wall(Place(name), _("This file is missing.")) for name in missing])
    quizzes = [name for name in names if "/" in name]
    raw = {key: read[name] for key, name in FILES.items()} | {
        "digest": hashlib.sha256(b"|".join(files[name] for name in names)).hexdigest(),
        "quizzes": [read[name] for name in quizzes],
    }
    try:
        pack = PackPart.model_validate(raw)
    except ValidationError as error:
        raise PackError(findings_of(error, raw, quizzes)) from error
    return pack.model_copy(update={"quizzes": sorted(pack.quizzes, key=lambda quiz: (quiz.place, quiz.slug))})


def _read_yaml(name: str, data: bytes) -> Any:
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=PackLoader)  # noqa: S506  a safe one
    except UNREADABLE as error:
        message = filled(_("It cannot be read: %(why)s"), why=_said(error))
        raise PackError([wall(Place(name), message)]) from error


def _said(error: Exception) -> str:
    """One line, with that of the file where it is known."""
    mark = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or not mark:
        return str(error).replace(' in "<unicode string>",', "").replace("\n", " ")
    return f"line {mark.line + 1}: {', '.join(filter(None, [error.context, error.problem]))}"
