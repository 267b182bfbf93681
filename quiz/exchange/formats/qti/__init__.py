"""QTI 1.2 (Canvas), 2.1, 2.2 and 3.0: packages and bare files of items. One reader reads them all."""

from functools import partial

from quiz.domain.kinds import GRADED, Kind
from quiz.domain.later import later
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.qti.versions import QTI3, QTI12, QTI21, QTI22, Version

FEATURES = frozenset(Feature) - {Feature.SOURCE}
# Canvas has no ordering in its classic quizzes.
IN_CANVAS = GRADED - {Kind.ORDERING}
looks_like = later(f"{__name__}.package:looks_like")
split = later(f"{__name__}.package:split")
read = later(f"{__name__}.reading:read")
write_items = later(f"{__name__}.writing:write")
write_asi = later(f"{__name__}.asi_writing:write")


def _of_items(version: Version) -> Format:
    return Format(
        version.name, ".zip", "application/zip", GRADED, FEATURES, partial(looks_like, version), split, read,
        partial(write_items, version),
    )  # fmt: skip


QTI_1_2 = Format(
    QTI12.name, ".zip", "application/zip", IN_CANVAS, FEATURES, partial(looks_like, QTI12), split, read,
    write_asi,
)  # fmt: skip
QTI_2_1, QTI_2_2, QTI_3_0 = map(_of_items, (QTI21, QTI22, QTI3))
FORMATS = (QTI_1_2, QTI_2_1, QTI_2_2, QTI_3_0)
