"""XML from strangers: no DOCTYPE, so no entities; no network; neither deep nor huge."""

from copy import deepcopy
from html import escape

from lxml import etree

from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule

DEEPEST = 40


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
    level = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > DEEPEST:
            raise Refused(Note(Rule.TOO_DEEP, int(element.sourceline or 0), str(DEEPEST), file))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    # QName refuses a namespace that has a brace in it.
    return str(element.tag).rpartition("}")[2]


def inner(element: etree._Element) -> str:
    """What lies in an element as HTML: its text and its elements, whatever their namespace."""
    within = deepcopy(element)
    for each in within.iter(etree.Element):
        each.tag = local(each)
    etree.cleanup_namespaces(within)
    inside = [etree.tostring(each, encoding="unicode", method="html") for each in within]
    return "".join([escape(within.text or ""), *inside])
