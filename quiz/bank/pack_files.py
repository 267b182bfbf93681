"""Reading a content pack: YAML files made for editing by hand, in a folder or from wherever they come."""

import hashlib
import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from quiz.bank.pack import PackPart

# The parser in C, in every wheel of the package, takes a tenth of the time.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILES = {
    "source": "source.yaml",
    "references": "references.yaml",
    "claims": "claims.yaml",
    "events": "events.yaml",
    "figures": "chips.yaml",
    "outlook": "outlook.yaml",
    "terms": "glossary.yaml",
}
QUIZ_FILE = re.compile(r"quizzes/[\w-]+\.yaml", re.ASCII)
# What PyYAML raises beside its own errors: bytes that are no text, a 31 February, a number without end.
UNREADABLE = (yaml.YAMLError, ValueError, ArithmeticError, RecursionError)


class PackError(Exception):
    """The pack cannot be loaded; each line of `problems` names the file, the place and what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PackLoader(SafeLoader):
    """Refuses a key that stands twice, of which YAML would silently lose the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  PyYAML's own
        """The mapping with all that was written in it."""
        met: set[str] = set()
        for key, _value in node.value:
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
        raise PackError([f"{name}: no file of a pack has this name" for name in unknown])
    read = {name: _read_yaml(name, files[name]) for name in names}
    if missing := [name for name in FILES.values() if name not in read]:
        raise PackError([f"{name} is missing" for name in missing])
    quizzes = [name for name in names if "/" in name]
    raw = {key: read[name] for key, name in FILES.items()} | {
        "digest": hashlib.sha256(b"|".join(files[name] for name in names)).hexdigest(),
        "quizzes": [read[name] for name in quizzes],
    }
    try:
        pack = PackPart.model_validate(raw)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise PackError([_problem(line["loc"], line["msg"], raw, quizzes) for line in found]) from error
    return pack.model_copy(update={"quizzes": sorted(pack.quizzes, key=lambda quiz: (quiz.place, quiz.slug))})


def _read_yaml(name: str, data: bytes) -> Any:
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=PackLoader)  # noqa: S506  a safe one
    except UNREADABLE as error:
        raise PackError([f"{name}: {_said(error)}"]) from error


def _said(error: Exception) -> str:
    """One line, with that of the file where it is known."""
    mark = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or not mark:
        return str(error).replace(' in "<unicode string>",', "").replace("\n", " ")
    return f"line {mark.line + 1}: {', '.join(filter(None, [error.context, error.problem]))}"


def _problem(place: tuple[int | str, ...], message: str, raw: Any, quizzes: list[str]) -> str:
    """One line: the file, the codes on the way to the place, and what is wrong there."""
    first, rest, here = str(place[0]), list(place[1:]), raw[place[0]]
    file = FILES.get(first, first)
    if first == "quizzes" and rest:
        file = quizzes[int(rest[0])]
        here, rest = here[int(rest[0])], rest[1:]
    words: list[str] = []
    for step in rest:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        called = (
            next(filter(None, map(here.get, ("code", "key", "anchor", "claim"))), None)
            if isinstance(here, dict)
            else None
        )
        words.append(called[:60] if isinstance(called, str) else str(step)[:60])
    return ": ".join(filter(None, [file, " › ".join(words), message]))
