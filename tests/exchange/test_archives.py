import io
import stat
import zipfile

import pytest

from quiz.exchange.formats import archives
from quiz.exchange.formats.archives import files_of
from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule
from quiz.web.zips import zipped


def entry(name, mode=stat.S_IFREG | 0o644):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


def archive(*files, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return made.getvalue()


def refusal(data):
    with pytest.raises(Refused) as refused:
        files_of(data)
    return refused.value.note


def test_the_files_of_a_package_are_read_without_what_a_mac_adds():
    data = archive(("a/", b""), ("a/問.xml", b"1"), ("a/.DS_Store", b"x"), ("__MACOSX/a/._b", b"x"))

    assert files_of(data) == {"a/問.xml": b"1"}


def test_what_was_zipped_is_unzipped_and_zipped_again_to_the_same_bytes():
    files = {"imsmanifest.xml": b"<a/>", "items/a.xml": b"x" * 5000}

    assert files_of(zipped(files)) == files
    assert zipped(files_of(zipped(files))) == zipped(files)


@pytest.mark.parametrize(
    ("files", "rule", "name"),
    [
        ([("../a.xml", b"")], Rule.ZIP_NAME, "../a.xml"),
        ([("a/../../b.xml", b"")], Rule.ZIP_NAME, "a/../../b.xml"),
        ([("/etc/passwd", b"")], Rule.ZIP_NAME, "/etc/passwd"),
        ([("..\\..\\a.xml", b"")], Rule.ZIP_NAME, "..\\..\\a.xml"),
        ([("C:\\a.xml", b"")], Rule.ZIP_NAME, "C:\\a.xml"),
        ([("../\x1b[31m\u202ea.xml", b"")], Rule.ZIP_NAME, "../�[31m�a.xml"),
        ([("a/" * 13 + "b.xml", b"")], Rule.TOO_DEEP, "a/" * 13 + "b.xml"),
        ([(entry("b.xml", stat.S_IFLNK | 0o777), b"/etc/passwd")], Rule.ZIP_LINK, "b.xml"),
        ([(f"{number}.xml", b"") for number in range(6001)], Rule.ZIP_TOO_MANY, ""),
        ([("a.xml", b" " * 2**24)], Rule.ZIP_TOO_LARGE, "a.xml"),
    ],
)
def test_a_package_that_no_program_makes_is_refused_by_the_name_of_the_entry(files, rule, name):
    told = refusal(archive(*files))

    assert (told.rule, told.file) == (rule, name)


def test_an_encrypted_entry_an_unusual_packing_and_a_name_that_stands_twice_are_refused():
    data = bytearray(archive(("a.xml", b"a")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(("a.xml", b"a"), ("a.xml", b"b"))

    assert refusal(bytes(data)) == Note(Rule.ZIP_ENCRYPTED, file="a.xml")
    assert refusal(archive(("a.xml", b"a"), method=zipfile.ZIP_LZMA)) == Note(Rule.ZIP_METHOD, file="a.xml")
    assert refusal(twice) == Note(Rule.ZIP_TWICE, file="a.xml")


def test_a_broken_or_cut_file_is_refused_wherever_it_is_cut():
    whole = archive(("imsmanifest.xml", b"<a/>" * 99), ("a.xml", b"<b/>"))

    assert {refusal(whole[:cut]).rule for cut in range(len(whole))} == {Rule.ZIP_BROKEN}


def test_what_swells_is_stopped_before_it_is_unpacked_whole():
    data = archive(("a.xml", b"#" * 50 * 2**20))

    assert len(data) < archives.LIMITS.packed
    assert refusal(data) == Note(Rule.ZIP_TOO_LARGE, words="60", file="a.xml")
    assert refusal(bytes(archives.LIMITS.packed + 1)) == Note(Rule.TOO_LARGE, words="10")
