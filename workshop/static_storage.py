from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside the import statements of our ES modules."""

    support_js_module_import_aggregation = True
