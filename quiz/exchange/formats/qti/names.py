"""Names of elements and attributes: as QTI 2 has them within, as each version has them in its files."""

import re
from functools import lru_cache

from lxml import etree

from quiz.exchange.formats.xml import without_space
from quiz.web.markdown import TAGS

THREE = "qti-"
IN_THREE = re.compile("qti-[a-z]")
# Attributes that HTML writes with a hyphen as well.
HTML = ("data-", "aria-")
# What QTI 3 puts around the content of a feedback, and older versions do not.
AROUND = "contentBody"
# They are called the same in every version.
SAME = TAGS | {"div"}
# More than all versions have together; what strangers call their own goes again.
MOST_NAMES = 1_000


def bare(root: etree._Element) -> etree._Element:
    """The tree itself, its names without namespaces and as QTI 2 has them (`choiceInteraction`)."""
    for element in root.iter(etree.Element):
        if (name := _bare_tag(element.tag)) != element.tag:
            element.tag = name
        for key in list(element.attrib):
            if (changed := _bare_key(key)) != key:
                element.attrib[changed] = element.attrib.pop(key)
    etree.strip_tags(root, AROUND)
    etree.cleanup_namespaces(root)
    return root


@lru_cache(MOST_NAMES)
def _bare_tag(tag: str) -> str:
    name = without_space(tag)
    return camel(name.removeprefix(THREE)) if IN_THREE.match(name) else name


@lru_cache(MOST_NAMES)
def _bare_key(key: str) -> str:
    name = without_space(key)
    return name if name.startswith(HTML) else camel(name)


def camel(name: str) -> str:
    """`choice-interaction` as `choiceInteraction`."""
    return re.sub("-([a-z0-9])", lambda found: found[1].upper(), name)


@lru_cache(MOST_NAMES)
def kebab(name: str) -> str:
    """`choiceInteraction` as `choice-interaction`."""
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)


def named(element: etree._Element, namespace: str, *, is_three: bool) -> etree._Element:
    """The tree once more, in a namespace, and with the names of QTI 3 where it is of that version."""
    made = etree.Element(f"{{{namespace}}}{_name(element.tag, is_three=is_three)}", nsmap={None: namespace})
    _fill(made, element, namespace, is_three=is_three)
    return made


def _fill(made: etree._Element, element: etree._Element, namespace: str, *, is_three: bool) -> None:
    made.text, made.tail = element.text, element.tail
    for key, value in element.attrib.items():
        made.set(kebab(key) if is_three else key, value)
    for each in element:
        name = f"{{{namespace}}}{_name(each.tag, is_three=is_three)}"
        _fill(etree.SubElement(made, name), each, namespace, is_three=is_three)


def _name(name: str, *, is_three: bool) -> str:
    return f"{THREE}{kebab(name)}" if is_three and name not in SAME else name
