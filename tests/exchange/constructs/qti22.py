"""Constructs that QTI 2.2 has and QTI 2.1 has not, and those that show that it is read alike."""

from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example
from tests.exchange.constructs.qti21 import MULTIPLE, TWO, mapped
from tests.exchange.constructs.qti_pieces import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    STEM,
    archive,
    choice,
    declared,
    manifest,
    question,
)
from tests.exchange.constructs.qti_pieces import item as any_item

TWO_TWO = "qti_v2p2"


def item(body=None, declaration=None, rest=MATCH_CORRECT):
    """An item of this version."""
    return any_item(body, declaration, rest.replace("qti_v2p1", TWO_TWO), version="qti22")


SHARES = mapped({"A": "0.5", "B": "0.5", "C": "-1"})
EXAMPLES = {
    "choice-one": Example(item(), question()),
    "choice-several": Example(
        item(choice('maxChoices="0"'), declared(TWO + SHARES, "multiple"), MAP_RESPONSE), MULTIPLE
    ),
    "package": Example(
        archive(imsmanifest__xml=manifest("i.xml", kind="imsqti_item_xmlv2p2"), i__xml=item()), question()
    ),
    "html5-section": Example(
        item(f"<section><p>HBM3</p></section>{choice()}"), question(stem=f"{STEM}\n\nHBM3")
    ),
    "html5-audio": Example(item(f'<audio src="chip.mp3"></audio>{choice()}'), question(), (Rule.MEDIA,)),
    "html5-video": Example(item(f'<video src="chip.mp4"></video>{choice()}'), question(), (Rule.MEDIA,)),
    "html5-figure": Example(
        item(f'<figure><img src="chip.png" alt=""/><figcaption>HBM3</figcaption></figure>{choice()}'),
        question(stem=f"{STEM}\n\nHBM3"),
        (Rule.MARKUP, Rule.IMAGE),
    ),
    "ruby": Example(
        item(f"<p><ruby>帯域<rt>たいいき</rt></ruby></p>{choice()}"),
        question(stem=f"{STEM}\n\n帯域たいいき"),
        (Rule.MARKUP,),
    ),
    "portable-custom": Example(
        item('<customInteraction responseIdentifier="RESPONSE"/>'), None, (Rule.KIND,)
    ),
}
