from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from workshop.scripts import minified
from workshop.styles import bundled

# Scripts that children's tablets load over a school's line, and those of a story; libraries come minified already.
MINIFIED = ("investigations/tablet/js/", "cms/read-aloud.js", "cms/share.js", "cms/text-size.js")
# What every reader waits for before the first word appears: each import in it would be one more way to the server.
BUNDLED = {"cms/css/site.css", "cms/css/rooms.css", "cms/css/directory.css"}


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also inside the import statements of our ES modules, which are minified before."""

    support_js_module_import_aggregation = True
    # One pass a step of the longest chain of imports; a circle would never end.
    max_post_process_passes = 20

    def post_process(self, paths: Mapping[str, tuple[Storage, str]], *args: Any, **options: Any) -> Iterator[Any]:
        smaller = {name: (_smaller(name, storage), path) for name, (storage, path) in paths.items()}
        yield from super().post_process(smaller, *args, **options)


def _smaller(name: str, storage: Storage) -> "Storage | MinifiedStorage":
    if name in BUNDLED:
        return BundledStorage(storage)
    return MinifiedStorage(storage) if name.startswith(MINIFIED) and name.endswith(".js") else storage


class MinifiedStorage:
    """Where the source of scripts lies, read minified: hashes are made of what will be served."""

    def __init__(self, source: Storage) -> None:
        self.source = source

    def open(self, name: str) -> File[bytes]:
        return ContentFile(self.small(name).encode(), name=name)

    def small(self, name: str) -> str:
        return minified(self.read(name))

    def read(self, name: str) -> str:
        with self.source.open(name) as file:
            return file.read().decode()


class BundledStorage(MinifiedStorage):
    """Where style sheets lie, each read with those that it imports."""

    def small(self, name: str) -> str:
        return bundled(name, self.read)
