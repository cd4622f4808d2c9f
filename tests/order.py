"""The longest tests begin first: one that begins last keeps a worker while the other has nothing left."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
