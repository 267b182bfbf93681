import io
import re
import subprocess
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "_": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CALL = re.compile(
    r"""(?:pgettext|gettext|ngettext|_)\((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|[\s,]|count)*\)"""
)


def catalogue():
    with Path("quiz/locale/ja/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)


def found_in(source):
    for _line, function, words, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        # The first word of those with a context is the context.
        yield words if isinstance(words, str) else words[function.startswith("pgettext")]


def msgids():
    for file in Path("quiz").rglob("*.py"):
        yield from found_in(file.read_text())
    for file in Path("templates").rglob("*.html"):
        for call in CALL.findall(templatize(file.read_text(), origin=str(file))):
            yield from found_in(call.replace(", count", ", 1"))


def test_no_text_lacks_its_japanese():
    known = {message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue()}
    used = {words for words in msgids() if words}

    assert len(used) > 150
    # Without its head the catalogue is not compiled at all.
    assert not catalogue().fuzzy
    assert sorted(words for words in used if words not in known) == []
    assert [words for words in used if not known[words].string or known[words].fuzzy] == []


def test_no_translation_is_fuzzy_or_loses_a_placeholder():
    for message in catalogue():
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        said = message.string if isinstance(message.string, str) else "".join(message.string)
        assert said, ids
        assert not message.fuzzy, ids
        assert set(re.findall(r"%\((\w+)\)", ids[-1])) == set(re.findall(r"%\((\w+)\)", said)), ids


def test_translations_are_compiled_once_and_not_under_those_who_read_them():
    """`make run` beside a server or beside tests leaves alone what they read, as long as it is current."""
    asked = subprocess.run(["make", "-q", "messages"], capture_output=True, check=False)

    assert asked.returncode == 0, "make messages"
