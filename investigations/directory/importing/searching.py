"""The search index of many entries at once."""

from collections.abc import Sequence

from wagtail.search.backends import get_search_backends

from investigations.directory.models import CitizenProject


def index_all(projects: Sequence[CitizenProject]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        index = backend.get_index_for_model(CitizenProject)
        # It reads the whole index to weigh titles. An entry has none: its words are all in the body.
        index._refresh_title_norms = lambda full=False: None
        index.add_items(CitizenProject, projects)
