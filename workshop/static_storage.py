from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from workshop.scripts import minified

# Scripts that children's tablets load over a school's line; libraries come minified already.
MINIFIED = "investigations/tablet/js/"


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside the import statements of our ES modules, which are minified before."""

    support_js_module_import_aggregation = True
    # One pass a step of the longest chain of imports; a circle would never end.
    max_post_process_passes = 20

    def post_process(self, paths: Mapping[str, tuple[Storage, str]], *args: Any, **options: Any) -> Iterator[Any]:
        smaller = {
            name: (MinifiedStorage(storage) if name.startswith(MINIFIED) and name.endswith(".js") else storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(smaller, *args, **options)


class MinifiedStorage:
    """Where the source of scripts lies, read minified: hashes are made of what will be served."""

    def __init__(self, source: Storage) -> None:
        self.source = source

    def open(self, name: str) -> File[bytes]:
        with self.source.open(name) as file:
            return ContentFile(minified(file.read().decode()).encode(), name=name)
