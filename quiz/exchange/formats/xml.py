"""XML from strangers: no DOCTYPE, so no entities; no network; neither deep nor huge."""

from copy import deepcopy
from html import escape

from lxml import etree

from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule

DEEPEST = 40
# The first element that lies deeper in its document.
TOO_DEEP = etree.XPath(f"({'/*' * (DEEPEST + 1)})[1]")


def parsed(data: bytes, file: str = "") -> etree._Element:
    """The root of an XML file. Raises Refused: EMPTY_FILE, DOCTYPE, NOT_XML, TOO_DEEP, each with its line."""
    if not data.strip():
        raise Refused(Note(Rule.EMPTY_FILE, file=file))
    # Recover is off: what is not XML is told, not guessed.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(Note(_rule(data), error.lineno or 0, (error.msg or "")[:200], file)) from error
    if root.getroottree().docinfo.doctype:
        raise Refused(Note(Rule.DOCTYPE, data[: data.find(b"<!DOCTYPE")].count(b"\n") + 1, "", file))
    deep(root, file)
    return root


def _rule(data: bytes) -> Rule:
    return Rule.DOCTYPE if b"<!ENTITY" in data else Rule.NOT_XML


def deep(root: etree._Element, file: str = "") -> None:
    """Raise Refused (TOO_DEEP) where an element lies too deep in others."""
    if found := TOO_DEEP(root):
        raise Refused(Note(Rule.TOO_DEEP, int(found[0].sourceline or 0), str(DEEPEST), file))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return without_space(str(element.tag))


def without_space(name: str) -> str:
    """A name without its namespace."""
    # QName refuses a namespace that has a brace in it.
    return name.rpartition("}")[2]


def inner(element: etree._Element) -> str:
    """What lies in an element as HTML: its text and its elements, whatever their namespace."""
    within = element if _is_bare(element) else _bared(element)
    inside = [etree.tostring(each, encoding="unicode", method="html") for each in within]
    return "".join([escape(within.text or ""), *inside])


def _is_bare(element: etree._Element) -> bool:
    return not element.nsmap and not any("}" in str(each.tag) for each in element.iter())


def _bared(element: etree._Element) -> etree._Element:
    within = deepcopy(element)
    for each in within.iter(etree.Element):
        each.tag = local(each)
    etree.cleanup_namespaces(within)
    return within
