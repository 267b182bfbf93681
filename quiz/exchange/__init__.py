"""Questions in and out of other programs: formats, an import in two steps, an export."""
