"""QTI 1.2 (Canvas), 2.1, 2.2 and 3.0: packages and bare files of items. One reader reads them all."""

from quiz.domain.kinds import GRADED, Kind
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.qti import asi_writing
from quiz.exchange.formats.qti.package import looks_like, split
from quiz.exchange.formats.qti.reading import read
from quiz.exchange.formats.qti.versions import QTI3, QTI12, QTI21, QTI22, Version
from quiz.exchange.formats.qti.writing import writer

FEATURES = frozenset(Feature) - {Feature.SOURCE}
# Canvas has no ordering in its classic quizzes.
IN_CANVAS = GRADED - {Kind.ORDERING}


def _of_items(version: Version) -> Format:
    return Format(
        version.name, ".zip", "application/zip", GRADED, FEATURES, looks_like(version), split, read,
        writer(version),
    )  # fmt: skip


QTI_1_2 = Format(
    QTI12.name, ".zip", "application/zip", IN_CANVAS, FEATURES, looks_like(QTI12), split, read,
    asi_writing.write,
)  # fmt: skip
QTI_2_1, QTI_2_2, QTI_3_0 = map(_of_items, (QTI21, QTI22, QTI3))
FORMATS = (QTI_1_2, QTI_2_1, QTI_2_2, QTI_3_0)
