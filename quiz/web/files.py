"""How the static files are named and kept."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Files under names with a hash; a script that imports another one names it by its hash as well."""

    support_js_module_import_aggregation = True
