"""The categories of a file as topics of a quiz."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quiz.authoring.services.asking import ALL
from quiz.authoring.wording import said
from quiz.exchange.sameness import bare

Topic = Mapping[str, Any]
# As long as its column.
LONGEST = 80


def topic_name(category: str) -> str:
    """A category as the name of a topic: as much of it as there is room for."""
    line = " ".join(category.split())
    return f"{line[: LONGEST - 1]}…" if is_shortened(line) else line


def is_shortened(category: str) -> bool:
    """Whether the name of its topic tells less of a category than it says."""
    return len(" ".join(category.split())) > LONGEST


@dataclass(slots=True)
class Topics:
    """The topics of a quiz while questions come into it. `others` are those of the other quizzes of its pack:
    two of one name are one topic, and no two have the same key. `first` is the topic of what has no category,
    where the quiz has none yet.
    """

    language: str
    own: list[Topic]
    others: Sequence[Topic]
    first: Topic
    _keys: dict[str, str] = field(default_factory=dict)

    def key_of(self, category: str) -> str:
        """The key of the topic of this name, which is there afterwards; without one, of the first topic."""
        name = topic_name(category)
        if not name:
            return self._first()
        if name not in self._keys:
            self._keys[name] = self._found(name)
        return self._keys[name]

    def _first(self) -> str:
        if self.own:
            return str(self.own[0].get("key", ALL))
        key = str(self.first.get("key", ALL))
        there = next((each for each in self.others if each.get("key") == key), self.first)
        return self._added(key, there.get("name") or {})

    def _found(self, name: str) -> str:
        own = next((each for each in self.own if _is_called(each, name)), None)
        if own:
            return str(own["key"])
        other = next((each for each in self.others if _is_called(each, name)), None)
        if other:
            return self._added(str(other["key"]), other["name"])
        return self._added(self._free(), said(self.language, name))

    def _added(self, key: str, name: Mapping[str, str]) -> str:
        self.own.append({"key": key, "name": dict(name)})
        return key

    def _free(self) -> str:
        taken = {each.get("key") for each in (*self.own, *self.others, self.first)}
        return next(key for number in range(1, len(taken) + 2) if (key := f"t{number}") not in taken)


def _is_called(topic: Topic, name: str) -> bool:
    names: Iterable[Any] = (topic.get("name") or {}).values()
    return bool(topic.get("key")) and bare(name) in {bare(str(each)) for each in names if each}
