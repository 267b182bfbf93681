"""Whether a file is a pack of this site, which comes back losing nothing."""

ZIP = b"PK\x03\x04"
# Names of files stand in a ZIP file as they are.
SOURCE = b"source.yaml"


def is_pack(data: bytes) -> bool:
    """Whether this looks like a pack as "Download" makes it."""
    return data.startswith(ZIP) and SOURCE in data
