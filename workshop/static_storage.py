from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside the import statements of our ES modules."""

    support_js_module_import_aggregation = True
    # One pass a step of the longest chain of imports; a circle would never end.
    max_post_process_passes = 20
