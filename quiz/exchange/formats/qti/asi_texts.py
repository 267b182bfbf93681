"""Texts of QTI 1.2: material of several kinds as Markdown."""

from html import escape
from pathlib import PurePosixPath

from lxml import etree

from quiz.exchange.formats.qti.feedback import joined
from quiz.exchange.formats.qti.told import Told, plain, text_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import inner

FILES = {
    "matimage": Rule.IMAGE, "mataudio": Rule.MEDIA, "matvideo": Rule.MEDIA, "matapplet": Rule.MEDIA,
    "matapplication": Rule.MEDIA,
}  # fmt: skip
HTML = {"text/html", "html", "text/xhtml"}
TEXTS = {"mattext", "matemtext"}
# They stand where something is asked, not where something is told.
ASKING = ("response_lid", "response_str", "response_num", "response_grp", "response_xy", "response_label")


def told_in(element: etree._Element, told: Told) -> str:
    """All that is told in an element, but for what lies in the responses in it, as Markdown."""
    found: list[str] = []
    for each in element.iter(*TEXTS, *FILES, "matbreak"):
        if _is_asking(each, element):
            continue
        if each.tag in FILES:
            name = PurePosixPath(each.get("uri") or each.get("entityref") or str(each.tag)).name
            told.tell(FILES[str(each.tag)], name, each)
        elif each.tag != "matbreak":
            found.append(_text(each, told))
    return joined(*found)


def _is_asking(each: etree._Element, within: etree._Element) -> bool:
    for above in each.iterancestors():
        if above is within:
            return False
        if above.tag in ASKING:
            return True
    return False


def _text(element: etree._Element, told: Told) -> str:
    if len(element):
        return told.markdown(inner(element), element)
    if element.get("texttype", "").lower() in HTML:
        return told.markdown(element.text or "", element)
    text = plain(element.text or "")
    if element.tag == "matemtext" and text:
        return told.markdown(f"<em>{escape(text_of(element))}</em>", element)
    return text
