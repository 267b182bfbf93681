"""The versions of QTI: their namespaces, their schemas, and what their manifests call them."""

import re
from dataclasses import dataclass

SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0"
# As manifests name types (imsqti_item_xmlv2p1) and files their namespace (imsqti_v2p1).
TYPE = re.compile(rb"imsqti_(?:[a-z]+_)?xmlv(\d)p(\d)")
SPACE = re.compile(rb"ims_?qti(?:asi)?_?v(\d)p(\d)|qti/qtiv(\d)p(\d)")


@dataclass(frozen=True, slots=True)
class Version:
    """A version: namespaces of its items and of its manifest with where their schemas lie, the types of its
    resources, what the manifest calls the schema, and where its templates of response processing lie.
    """

    name: str
    space: str
    schema: str
    manifest: str
    manifest_schema: str
    item: str
    test: str
    called: tuple[str, str]
    templates: str = ""
    template_suffix: str = ""

    @property
    def is_three(self) -> bool:
        """Whether names are written as QTI 3 has them."""
        return self.name == "qti3"


QTI12 = Version(
    "qti12",
    "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
    "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
    "imsqti_xmlv1p2",
    "imsqti_xmlv1p2",
    ("IMS Content", "1.1.3"),
)
QTI21 = Version(
    "qti21",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p1.xsd",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv2p1",
    ("QTIv2.1 Package", "1.0.0"),
    "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
)
QTI22 = Version(
    "qti22",
    "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
    "imsqti_item_xmlv2p2",
    "imsqti_test_xmlv2p2",
    ("QTIv2.2 Package", "1.0.0"),
    "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
)
QTI3 = Version(
    "qti3",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    f"{SCHEMAS}/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    f"{SCHEMAS}/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    "imsqti_item_xmlv3p0",
    "imsqti_test_xmlv3p0",
    ("QTI Package", "3.0.0"),
    f"{SCHEMAS}/rptemplates/",
    ".xml",
)
# What stands in a file by its first and second number; QTI 2.0 is read as 2.1.
NUMBERED = {
    (b"1", b"2"): QTI12,
    (b"2", b"0"): QTI21,
    (b"2", b"1"): QTI21,
    (b"2", b"2"): QTI22,
    (b"3", b"0"): QTI3,
}


def named_in(text: bytes) -> Version | None:
    """The version that a manifest or an item names first: by a type, else by a namespace."""
    for pattern in (TYPE, SPACE):
        for found in pattern.finditer(text):
            numbers = [each for each in found.groups() if each]
            if (version := NUMBERED.get((numbers[0], numbers[1]))) is not None:
                return version
    return None
