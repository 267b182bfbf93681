"""Pieces of XML to be written: elements without namespaces, named as QTI 2 has them."""

import re
from collections.abc import Iterable

from lxml import etree

from quiz.exchange.formats.markup import to_html
from quiz.exchange.formats.nodes import Node, tree_of

# XML has no place for these.
BARRED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def made(name: str, *inside: etree._Element | str, **attributes: str) -> etree._Element:
    """An element with what lies in it."""
    element = etree.Element(name)
    for key, value in attributes.items():
        element.set(key, allowed(value))
    filled(element, inside)
    return element


def filled(element: etree._Element, inside: Iterable[etree._Element | str]) -> None:
    """Put texts and elements into an element, behind what lies in it."""
    for each in inside:
        if not isinstance(each, str):
            element.append(each)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + allowed(each)
        else:
            element.text = (element.text or "") + allowed(each)


def allowed(text: str) -> str:
    """The text without what XML bars."""
    return BARRED.sub("", text)


def xhtml(markdown: str) -> list[etree._Element | str]:
    """Our Markdown as elements of XHTML."""
    return [_element(each) if isinstance(each, Node) else each for each in tree_of(to_html(markdown)).inside]


def lined(element: etree._Element) -> etree._Element:
    """The element with each of its children on a line of its own."""
    element.text = "\n"
    for each in element:
        each.tail = "\n"
    return element


def _element(node: Node) -> etree._Element:
    inside = [_element(each) if isinstance(each, Node) else each for each in node.inside]
    return made(node.tag, *inside, **({"href": node.href} if node.href else {}))
