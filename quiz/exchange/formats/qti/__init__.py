"""QTI 1.2 (Canvas), 2.1, 2.2 and 3.0: packages and bare files of items. One reader reads them all."""

from collections.abc import Callable
from functools import partial

from quiz.domain.kinds import GRADED, Kind
from quiz.domain.later import later
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.plain import Batch
from quiz.exchange.formats.qti.versions import QTI3, QTI12, QTI21, QTI22, Version

FEATURES = frozenset(Feature) - {Feature.SOURCE}
# Canvas has no ordering in its classic quizzes.
IN_CANVAS = GRADED - {Kind.ORDERING}
looks_like = later(f"{__name__}.package:looks_like")
split = later(f"{__name__}.package:split")
read = later(f"{__name__}.reading:read")
write_asi = later(f"{__name__}.asi_writing:write")
write_items = later(f"{__name__}.writing:write")


def _of(version: Version, kinds: frozenset[Kind], write: Callable[[Batch], bytes]) -> Format:
    is_ours = partial(looks_like, version)
    return Format(version.name, ".zip", "application/zip", kinds, FEATURES, is_ours, split, read, write)


QTI_1_2 = _of(QTI12, IN_CANVAS, write_asi)
QTI_2_1, QTI_2_2, QTI_3_0 = (
    _of(version, GRADED, partial(write_items, version)) for version in (QTI21, QTI22, QTI3)
)
FORMATS = (QTI_1_2, QTI_2_1, QTI_2_2, QTI_3_0)
