"""Reading a content pack: YAML files made for editing by hand."""

import hashlib
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from quiz.bank.pack import PackPart

# The parser in C, in every wheel of the package, takes a tenth of the time.
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILES = {
    "source": "source.yaml",
    "references": "references.yaml",
    "claims": "claims.yaml",
    "events": "events.yaml",
    "figures": "chips.yaml",
    "outlook": "outlook.yaml",
    "terms": "glossary.yaml",
}


class PackError(Exception):
    """The pack cannot be loaded; each line of `problems` names the file, the place and what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_pack(folder: Path) -> PackPart:
    """The pack in a folder. Raises PackError naming file, place and problem."""
    files = sorted(folder.glob("*.yaml")) + sorted(folder.glob("quizzes/*.yaml"))
    digest = hashlib.sha256(b"|".join(file.read_bytes() for file in files)).hexdigest()
    read = {str(file.relative_to(folder)): _read_yaml(file, folder) for file in files}
    missing = [name for name in FILES.values() if name not in read]
    if missing:
        raise PackError([f"{folder}: {name} is missing" for name in missing])
    quizzes = {name: content for name, content in read.items() if name.startswith("quizzes/")}
    raw = {key: read[name] for key, name in FILES.items()} | {
        "digest": digest,
        "quizzes": list(quizzes.values()),
    }
    try:
        pack = PackPart.model_validate(raw)
    except ValidationError as error:
        problems = [_problem(line["loc"], line["msg"], raw, list(quizzes)) for line in error.errors()]
        raise PackError(problems) from error
    return pack.model_copy(update={"quizzes": sorted(pack.quizzes, key=lambda quiz: quiz.place)})


def _read_yaml(file: Path, folder: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506  a safe one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError([f"{file.relative_to(folder)}: {error}"]) from error


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
        words.append(str(called or step))
    return f"{file}: {' › '.join(words)}: {message}"
