"""An item of QTI 2 or 3, whose names are bare: its parts, and what of them has no place here."""

from dataclasses import dataclass

from lxml import etree

from quiz.exchange.formats.qti.feedback import Said, joined
from quiz.exchange.formats.qti.keys import points_of
from quiz.exchange.formats.qti.processing import NOBODY, Setting, settings, shown
from quiz.exchange.formats.qti.told import Told, cut_out, plain, text_of
from quiz.exchange.formats.rules import Rule

FEEDBACK = ("modalFeedback", "feedbackBlock", "feedbackInline")
KNOWN = {"responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", *FEEDBACK}
MADE = ("templateDeclaration", "templateProcessing")
STIMULUS = "assessmentStimulusRef"
STYLE = "stylesheet"
# For whom a rubric is that a reader sees with the question.
READERS = "candidate"


@dataclass(frozen=True, slots=True)
class Item:
    """What an item consists of. `said` is what is said after an answer, taken out of the body."""

    root: etree._Element
    body: etree._Element
    interaction: etree._Element
    declaration: etree._Element
    settings: tuple[Setting, ...]
    said: tuple[Said, ...]
    told: Told

    @property
    def correct(self) -> tuple[str, ...]:
        """The values of the correct response, in their order."""
        return tuple(text_of(each) for each in self.declaration.iterfind("correctResponse/value"))

    @property
    def mapping(self) -> dict[str, float]:
        """The points of each answer that has some, or costs some."""
        entries = self.declaration.iterfind("mapping/mapEntry")
        return {each.get("mapKey", "").strip(): points_of(each.get("mappedValue")) for each in entries}

    def stem(self) -> str:
        """The text of the question: what is left of the body, with the prompt where the interaction was.
        Raises NotRead: NO_STEM.
        """
        for each in list(self.interaction):
            if each.tag != "prompt":
                self.interaction.remove(each)
        etree.strip_tags(self.body, "prompt")
        # A field stands within its sentence; what is chosen from stands below it.
        self.interaction.tag = "div" if len(self.interaction) or self.interaction.text else "span"
        stem = self.told.inside(self.body)
        if not stem:
            raise self.told.stop(Rule.NO_STEM, at=self.body)
        return stem


def item_of(root: etree._Element, told: Told) -> Item:
    """The parts of an item. Raises NotRead: KIND and SYNTAX."""
    _look_at(root, told)
    body = root.find("itemBody")
    if body is None:
        raise told.stop(Rule.SYNTAX, "itemBody", root)
    interaction = _interaction(body, told)
    name = interaction.get("responseIdentifier", "")
    declarations = root.findall("responseDeclaration")
    declaration = next((each for each in declarations if each.get("identifier") == name), None)
    if declaration is None:
        raise told.stop(Rule.SYNTAX, f"responseDeclaration {name}", interaction)
    found = settings(root)
    _rubrics(body, told)
    return Item(root, body, interaction, declaration, found, tuple(_said(root, found, told)), told)


def _look_at(root: etree._Element, told: Told) -> None:
    for name in MADE:
        if (found := root.find(name)) is not None:
            raise told.stop(Rule.KIND, name, found)
    if root.get("adaptive") == "true":
        raise told.stop(Rule.KIND, "adaptive", root)
    for each in root:
        if each.tag == STIMULUS:
            told.tell(Rule.MEDIA, each.get("href", STIMULUS), each)
        elif each.tag == STYLE:
            told.tell(Rule.MARKUP, STYLE, each)
        elif each.tag not in KNOWN:
            told.tell(Rule.SETTING, str(each.tag), each)


def _interaction(body: etree._Element, told: Told) -> etree._Element:
    found = [each for each in body.iter(etree.Element) if str(each.tag).endswith("Interaction")]
    if len(found) == 1:
        return found[0]
    names = " + ".join(str(each.tag) for each in found[:5])
    raise told.stop(Rule.KIND, names or "itemBody", found[0] if found else body)


def _rubrics(body: etree._Element, told: Told) -> None:
    """What is for authors and markers is taken out, and told; what readers see stays in the text."""
    for each in body.findall(".//rubricBlock"):
        if READERS in each.get("view", "").split():
            each.tag = "div"
        else:
            told.tell(Rule.COMMENT, text_of(each), each)
            cut_out(each)


def _said(root: etree._Element, found: tuple[Setting, ...], told: Told) -> list[Said]:
    who = shown(found)
    said = []
    for each in list(root.iter(*FEEDBACK)):
        name = each.get("identifier", "")
        # Where no condition sets it, the outcome is the answer itself.
        sees = who.get((each.get("outcomeIdentifier", ""), name), frozenset({name}))
        if each.get("showHide") == "hide":
            sees = NOBODY
        if text := joined(plain(each.get("title", "")), told.inside(each)):
            said.append(Said(sees, text, each))
        cut_out(each)
    return said
