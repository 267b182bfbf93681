"""Files that nobody's program writes: valid ones, broken in every way that comes to mind."""

import io
import zipfile
import zlib
from copy import deepcopy
from importlib import import_module
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from quiz.exchange.formats.format import held
from quiz.exchange.formats.plain import Batch
from tests.exchange.made import questions

LONGEST = 2**20
# Signs and words that mean something to a format, and what people's programs leave behind.
TOKENS = [
    b"{", b"}", b"=", b"~", b"%", b"#", b":", b"::", b"\\", b"->", b"//", b"$CATEGORY: ", b"ANSWER: ",
    b"A.", b'"', b",", b";", b"\t", b"'", b"\n\n", b"\r", b"\x0b", b"\x1c", "→".encode(), "\u2028".encode(),
    b"[html]", b"<", b">", b"</p>", b"<p>", b"&", b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;",
    b"<![CDATA[", b"]]>", b"<!DOCTYPE x>", b"<!DOCTYPE x [<!ENTITY a 'aa'>]>", b"&a;",
    b"<?xml version='1.0' encoding='UTF-16'?>",
    b"_xD800_", b"_x0000_", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x83\x5c", b"\xf0\x9f",
    "\U0001f34c".encode(), b"identifier=''", b"xmlns='x'", b"fraction='1e999'", b"..", b"/",
    b"@@PLUGINFILE@@",
]  # fmt: skip
NUMBERS = [
    b"0", b"-1", b"-0", b"1e-400", b"NaN", b"Infinity", b"9" * 400, b"9" * 5000, b"1." + b"3" * 400,
    b"1e999", b"0x10", b"1,5", "１２".encode(), "²".encode(), b"1_0", b"2147483648", b"18446744073709551616",
    b"1048577",
]  # fmt: skip
NESTS = [(b"(", b")"), (b"{", b"}"), (b"<p>", b"</p>"), (b"<div><ul><li>", b""), (b"> ", b""), (b"**", b"")]
ENCODINGS = ("utf-16", "utf-16-le", "utf-8-sig", "cp932", "euc-jp", "utf-7", "utf-32")


def flipped(data, chance):
    made = bytearray(data)
    for _time in range(chance.randint(1, 8)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(data, chance):
    first, last = _ends(data, chance)
    return data[:first] if chance.random() < 0.3 else data[:first] + data[last:]


def repeated(data, chance):
    first, last = _ends(data, chance)
    times = min(chance.choice([2, 3, 50, 2000]), LONGEST // (last - first + 1) + 1)
    return (data[:first] + data[first:last] * times + data[last:])[:LONGEST]


def swapped(data, chance):
    first, second, third, fourth = sorted(chance.randrange(len(data) + 1) for _time in range(4))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def nested(data, chance):
    opens, closes = chance.choice(NESTS)
    times, (first, last) = chance.choice([5, 60, 500, 20_000]), _ends(data, chance)
    return data[:first] + opens * times + data[first:last] + closes * times + data[last:]


def numbered(data, chance):
    places = [at for at, sign in enumerate(data) if chr(sign).isdigit()] or [chance.randrange(len(data))]
    at = chance.choice(places)
    return data[:at] + chance.choice(NUMBERS) + data[at + chance.randrange(2) :]


def spelt(data, chance):
    at = chance.randrange(len(data) + 1)
    token = b"".join(chance.choice(TOKENS) for _time in range(chance.choice([1, 1, 2, 5])))
    return data[:at] + token * chance.choice([1, 1, 1, 3000]) + data[at:]


def encoded(data, chance):
    first, last = (0, len(data)) if chance.random() < 0.5 else _ends(data, chance)
    text = data[first:last].decode("utf-8", "replace")
    return data[:first] + text.encode(chance.choice(ENCODINGS), "replace") + data[last:]


def pruned(data, chance):
    """XML that is still XML: elements left out, doubled, moved, renamed, filled with something else."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return spelt(data, chance)
    for _time in range(chance.choice([1, 2, 5])):
        each, other = (chance.choice([*root.iter(etree.Element)]) for _side in range(2))
        chance.choice(XML_WAYS)(each, other, chance)
    return etree.tostring(root, encoding=chance.choice(["utf-8", "utf-16", "cp932"]), xml_declaration=True)


def _left_out(each, _other, _chance):
    if (parent := each.getparent()) is not None:
        parent.remove(each)


def _doubled(each, other, chance):
    if len(etree.tostring(each)) < LONGEST // 100:
        # All copied before any is there: one may lie in the other.
        copies = [deepcopy(each) for _time in range(chance.choice([1, 1, 50]))]
        other.extend(copies)


def _renamed(each, other, _chance):
    each.tag = other.tag


def _filled(each, _other, chance):
    each.text = _word(chance)


def _reset(each, other, chance):
    name = chance.choice([*each.attrib, *other.attrib, "x"])
    each.set(name, chance.choice([_word(chance), *other.attrib.values()]))


def _deepened(each, _other, chance):
    for _time in range(chance.choice([3, 45, 200])):
        each = etree.SubElement(each, each.tag)


def _word(chance):
    word = chance.choice(TOKENS + NUMBERS).decode("utf-8", "replace")
    return "".join(sign for sign in word if sign.isprintable() or sign == "\n")


XML_WAYS = (_left_out, _doubled, _renamed, _filled, _filled, _reset, _reset, _deepened)
WAYS = (flipped, cut, repeated, swapped, nested, numbered, spelt, spelt, encoded)


def broken(seeds, chance):
    """One of these files, broken in one to four ways."""
    data = chance.choice(seeds)
    if data.startswith(b"PK") and chance.random() < 0.85:
        return _zip_broken(data, seeds, chance)
    return _bytes_broken(data, seeds, chance)


def _ends(data, chance):
    return sorted(chance.randrange(len(data) + 1) for _time in range(2))


def _bytes_broken(data, seeds, chance):
    if chance.random() < 0.1:
        other = chance.choice(seeds)
        data = data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"<") and chance.random() < 0.7:
        return pruned(data, chance)[:LONGEST]
    for _time in range(chance.choice([1, 1, 2, 4])):
        data = chance.choice(WAYS)(data or b"0", chance)[:LONGEST]
    return data


def _zip_broken(data, seeds, chance):
    """The same archive with an entry that is broken, misnamed, left out or there twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError):
        return _bytes_broken(data, seeds, chance)
    at = chance.randrange(len(files))
    name, content = files[at]
    ways = {
        "content": lambda: files.__setitem__(at, (name, _bytes_broken(content or b"0", [content], chance))),
        "name": lambda: files.__setitem__(at, (chance.choice(NAMES)(name), content)),
        "out": lambda: files.pop(at),
        "twice": lambda: files.append((name, content)),
        "exchanged": lambda: files.__setitem__(at, (name, chance.choice(files)[1])),
    }
    ways[chance.choice(["content"] * 8 + list(ways))]()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, inside in files:
            # A name that stands twice is warned of.
            archive.writestr(zipfile.ZipInfo(each), inside) if each not in archive.NameToInfo else _again(
                archive, each, inside
            )
    return made.getvalue()


def _again(archive, name, content):
    del archive.NameToInfo[name]
    archive.writestr(zipfile.ZipInfo(name), content)


NAMES = (
    lambda name: f"../{name}", lambda name: f"/{name}", lambda name: name.upper(), lambda name: f"a/{name}",
    lambda name: "a/" * 200 + name, lambda name: name + "\u202e", lambda name: f"C:/{name}",
    lambda _name: "x",
)  # fmt: skip


def valid(known, many=12):
    """Files of a format as they should be: what its table of constructs shows, and what we write."""
    found = [each.data for each in _examples(known.name)]

    @given(st.lists(questions(tuple(sorted(known.kinds))), min_size=1, max_size=4))
    @settings(max_examples=many, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    def write(told):
        kept = tuple(filter(None, (held(known, each) for each in told)))
        found.append(known.write(Batch("題 & title", "ja", kept)))

    write()
    return [data for data in found if data]


def _examples(name):
    try:
        return import_module(f"tests.exchange.constructs.{name}").EXAMPLES.values()
    except ModuleNotFoundError:
        return ()


def chance_of(name, seed, number):
    """What decides how the file of a number is broken, the same every time."""
    return Random(f"{name} {seed} {number}")
