"""The square that cameras read. What draws it brings an XML library along, so it is loaded later."""

import qrcode
from qrcode.image.svg import SvgPathImage


def square_of(link: str) -> str:
    """An SVG of the link as a QR code: nothing in it but the package's own markup."""
    return str(qrcode.make(link, image_factory=SvgPathImage, border=2).to_string(encoding="unicode"))
