"""Packages of QTI 2 and 3: items, a test of them, and the manifest."""

from itertools import groupby

from lxml import etree

from quiz.exchange.formats.plain import Batch
from quiz.exchange.formats.qti.item_writing import item
from quiz.exchange.formats.qti.making import lined, made
from quiz.exchange.formats.qti.names import AROUND, named
from quiz.exchange.formats.qti.versions import Version
from quiz.web.zips import zipped

XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MANIFEST, TEST = "imsmanifest.xml", "test.xml"


def write(version: Version, batch: Batch) -> bytes:
    """A package of this version."""
    names = [f"item{number:04}" for number in range(1, len(batch.questions) + 1)]
    files = {MANIFEST: manifest(version, _resources(version, names)), TEST: _test(version, batch, names)}
    for name, question in zip(names, batch.questions, strict=True):
        root = item(question, name, batch.language, lambda each: _template(version, each))
        files[_path(name)] = _bytes(version, lined(root), batch.language)
    return zipped(files)


def manifest(version: Version, resources: list[etree._Element]) -> bytes:
    """The manifest of a package that holds these resources."""
    schema, called = version.called
    metadata = made("metadata", made("schema", schema), made("schemaversion", called))
    root = made(
        "manifest",
        metadata,
        made("organizations"),
        lined(made("resources", *resources)),
        identifier="manifest",
    )
    # The manifest is of IMS Content Packaging, whose names no version of QTI changes.
    return serialised(named(lined(root), version.manifest, is_three=False), version.manifest_schema)


def resource(name: str, kind: str, path: str, needs: list[str] | None = None) -> etree._Element:
    """One resource of a manifest, with the resources that it needs."""
    needed = (made("dependency", identifierref=each) for each in needs or ())
    return made("resource", made("file", href=path), *needed, identifier=name, type=kind, href=path)


def serialised(root: etree._Element, schema: str) -> bytes:
    """A file of XML, with the place of its schema."""
    space = etree.QName(root).namespace
    root.set(f"{{{XSI}}}schemaLocation", f"{space} {schema}")
    made_bytes: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made_bytes + b"\n"


def _resources(version: Version, names: list[str]) -> list[etree._Element]:
    items = [resource(name, version.item, _path(name)) for name in names]
    return [resource("test", version.test, TEST, names), *items]


def _test(version: Version, batch: Batch, names: list[str]) -> bytes:
    """A test of all items, with a section for those of one category that stand together."""
    pairs = zip(names, (each.category for each in batch.questions), strict=True)
    runs = enumerate(groupby(pairs, key=lambda each: each[1]), 1)
    sections = [_section(number, category, [name for name, _of in same]) for number, (category, same) in runs]
    part = made(
        "testPart", *sections, identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )
    root = made("assessmentTest", lined(part), identifier="test", title=batch.title)
    return _bytes(version, lined(root))


def _section(number: int, title: str, names: list[str]) -> etree._Element:
    items = (made("assessmentItemRef", identifier=each, href=_path(each)) for each in names)
    return lined(
        made("assessmentSection", *items, identifier=f"section{number}", title=title, visible="true")
    )


def _bytes(version: Version, root: etree._Element, language: str = "") -> bytes:
    if not version.is_three:
        etree.strip_tags(root, AROUND)
    made_root = named(root, version.space, is_three=version.is_three)
    if language:
        made_root.set(LANG, language)
    return serialised(made_root, version.schema)


def _path(name: str) -> str:
    return f"items/{name}.xml"


def _template(version: Version, name: str) -> str:
    return f"{version.templates}{name}{version.template_suffix}" if name else ""
