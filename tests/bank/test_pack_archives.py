import io
import stat
import zipfile

import pytest
from django.utils.translation import override

from quiz.bank import pack_archives
from quiz.bank.pack_archives import packed, unpacked
from quiz.bank.pack_files import PackError, files_in
from quiz.bank.pack_writing import written
from tests.conftest import PACK, read_once


@pytest.fixture(autouse=True)
def told_in_english():
    with override("en"):
        yield


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A ZIP file of these files, a list of names or entries with their content."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def in_folder(*more, without=(), folder="h20/"):
    files = {name: data for name, data in files_in(PACK).items() if name not in without}
    return [*((f"{folder}{name}", data) for name, data in files.items()), *more]


def refused(data, *words):
    with pytest.raises(PackError) as error:
        unpacked(data)
    for word in words:
        assert word in str(error.value)
    return error.value.problems


def entry(name, mode=stat.S_IFREG | 0o644, flags=0):
    made = zipfile.ZipInfo(name)
    made.external_attr, made.flag_bits = mode << 16, flags
    return made


def test_a_pack_that_is_packed_is_unpacked_as_it_was():
    assert unpacked(packed(read_once())) == read_once()


def test_the_same_pack_gives_the_same_file():
    assert packed(read_once()) == packed(read_once())
    with zipfile.ZipFile(io.BytesIO(packed(read_once()))) as archive:
        assert archive.namelist() == [f"h20/{name}" for name in written(read_once())]


@pytest.mark.parametrize("folder", ["", "h20/", "わたしの資料 (2)/"])
def test_a_folder_and_files_without_one_are_read_alike(folder):
    assert unpacked(zipped(in_folder(folder=folder))) == read_once()


def test_what_a_mac_adds_is_passed_over():
    data = zipped(in_folder(
        ("h20/", b""), ("h20/quizzes/", b""), ("h20/.DS_Store", b"x"), ("__MACOSX/h20/._source.yaml", b"x"),
    ))  # fmt: skip

    assert unpacked(data) == read_once()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("../source.yaml", b"a: 1"), ("../source.yaml", "..")),
        (("h20/../../etc/source.yaml", b"a: 1"), ("etc/source.yaml", "..")),
        (("/etc/passwd", b"a"), ("/etc/passwd", "begin with /")),
        (("h20\\claims.yaml", b"a"), ("h20\\claims.yaml", "no file of a pack")),
        (("h20/inner.zip", b"PK"), ("h20/inner.zip", "no file of a pack", "claims.yaml, ")),
        (("h20/quizzes/a/b.yaml", b"a"), ("h20/quizzes/a/b.yaml", "no file of a pack")),
        (("h20/quizzes/a.yaml.exe", b"a"), ("a.yaml.exe", "no file of a pack")),
        (("other/source.yaml", b"a"), ("other/source.yaml", "no file of a pack")),
        (("h20/\x1b[31m\u202ered", b"a"), ("h20/�[31m�red",)),
        ((entry("h20/quizzes/a.yaml", stat.S_IFLNK | 0o777), b"/etc/passwd"), ("quizzes/a.yaml", "link")),
    ],
)
def test_what_is_no_file_of_a_pack_is_refused_by_name(more, words):
    refused(zipped(in_folder(more)), *words)


def test_a_file_that_stands_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(in_folder(("h20/claims.yaml", b"[]")))

    refused(data, "h20/claims.yaml: it stands more than once")


def test_an_encrypted_file_is_refused():
    data = bytearray(zipped(in_folder()))
    # The bit in the directory of the archive, of its first entry.
    data[data.index(b"PK\x01\x02") + 8] |= 1

    refused(bytes(data), "it is encrypted")


def test_an_unusual_packing_is_refused():
    refused(zipped(in_folder(), zipfile.ZIP_LZMA), "source.yaml: it is packed in a way")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + b"\xff" * 18, b"PK\x03\x04" * 40])
def test_what_is_no_zip_file_is_refused(data):
    refused(data, "this is not a ZIP file")


def test_a_zip_file_that_was_cut_or_hurt_is_refused_in_words():
    whole = zipped(in_folder(("h20/quizzes/a.yaml", b"a: 1")))
    for cut in range(0, len(whole), 4999):
        refused(whole[:cut], "this is not a ZIP file")
    for place in range(0, len(whole), 6007):
        hurt = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        assert refused(hurt)


def test_too_large_a_file_too_many_files_and_an_empty_one_are_refused(monkeypatch):
    refused(zipped([]), "source.yaml: This file is missing")
    refused(bytes(pack_archives.MOST_PACKED + 1), "larger than 5 MB")
    many = [(f"h20/quizzes/{number}.yaml", b"a: 1") for number in range(190)]
    refused(zipped(in_folder(*many)), "more than 200 files")


def test_what_swells_is_measured_as_it_is_unpacked_and_not_by_what_it_says():
    data = bytearray(zipped([("source.yaml", b"#" * 15 * 2**20), ("claims.yaml", b"#" * 15 * 2**20)]))

    assert len(data) < pack_archives.MOST_PACKED
    refused(bytes(data), "claims.yaml: unpacked, the files are larger than 20 MB")
    # Both directories of the second file say that it is of ten bytes.
    said = (15 * 2**20).to_bytes(4, "little")
    refused(bytes(data).replace(said, (10).to_bytes(4, "little")), "this is not a ZIP file, or it is broken")


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]", ("line 1: ", "anchors")),
        ("- 1\n- *a", ("line 2: ", "anchors")),
        ("a: !!python/object/apply:os.system [ls]", ("line 1: ", "tags")),
        ("[" * 100_000, ("line 1: ", "nested more than 12")),
        ("- " * 5_000 + "a", ("line 1: ", "nested more than 12")),
        ("a: 1\nb: [1", ("claims.yaml: ", "line 3: while parsing")),
        ("a: 1\nb: " + "x" * 20_001, ("line 2: ", "longer than 20000 characters")),
        ("[" + "a," * 200_001 + "]", ("line 1: ", "more than 200000 pieces")),
        ("a: 2026-02-31", ("claims.yaml: ", "day is out of range")),
        ("a: " + "9" * 10_000, ("claims.yaml: ",)),
        ("a: 1" + ":1" * 5_000 + ".0", ("claims.yaml: ",)),
        ("a: 1\nb: 2\na: 3", ("claims.yaml: ", "a stands more than once", "line 3")),
        ("? [a]\n: b", ("claims.yaml: ",)),
        ("a\x00b", ("claims.yaml: ",)),
        ("--- a\n--- b", ("claims.yaml: ",)),
        ("a: 1", ("claims.yaml: ", "has to be a list")),
        ("- 1\n- {code: {a: 1}}", ("claims.yaml: ",)),
    ],
)  # fmt: skip
def test_yaml_that_no_editor_writes_is_refused_with_its_line(yaml, words):
    more = ("h20/claims.yaml", yaml.encode())

    refused(zipped(in_folder(more, without=["claims.yaml"])), "claims.yaml: ", *words)


def test_bytes_that_are_no_text_are_refused_and_a_mark_at_the_beginning_is_not():
    claims = files_in(PACK)["claims.yaml"]

    refused(
        zipped(in_folder(("h20/claims.yaml", b"\xff\xfea"), without=["claims.yaml"])),
        "claims.yaml: It cannot be read: 'utf-8'",
    )
    marked = zipped(in_folder(("h20/claims.yaml", b"\xef\xbb\xbf" + claims), without=["claims.yaml"]))
    assert unpacked(marked).claims == read_once().claims


def test_no_more_is_told_than_one_can_read():
    more = ("h20/claims.yaml", b"- a: 1\n" * 1000)

    assert len(refused(zipped(in_folder(more, without=["claims.yaml"])))) == pack_archives.MOST_TOLD


def test_a_refusal_is_told_in_the_language_of_who_asks():
    with override("ja"):
        refused(b"", "ZIP")
        refused(zipped(in_folder(("h20/a.zip", b"a"))), "h20/a.zip", "ファイル")
