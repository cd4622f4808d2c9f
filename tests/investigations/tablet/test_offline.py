"""The worker: a whole version or none, and no page of a stranger."""

import pytest
from django.http import HttpResponse
from playwright.sync_api import expect

from investigations.tablet import views
from tests.investigations.tablet.served import collected

pytestmark = pytest.mark.browser
# The worker has tried, and given up: a registration that never got a worker goes.
GIVEN_UP = """async () => {
  while (await navigator.serviceWorker.getRegistration()) await new Promise((resolve) => setTimeout(resolve, 50));
  return caches.keys();
}"""


@pytest.fixture
def as_in_production(static_folder, site):
    with collected(static_folder):
        yield


def test_the_minified_notebook_works_whole_without_network(as_in_production, notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    assert ".js" in page.locator("script[type=module]").get_attribute("src").removesuffix("main.js")
    page.context.set_offline(True)
    notebook.open("?ecole=ici")
    expect(notebook.heading).to_have_text("Mes missions")
    notebook.start()
    notebook.answer.fill("Mireille")
    expect(notebook.kept).to_have_text("Sur cette tablette")
    page.reload()
    expect(notebook.answer).to_have_value("Mireille")
    scripts = page.evaluate("[...document.scripts].map(({ src }) => src).filter((src) => src.includes('/static/'))")
    folder = scripts[0].rpartition("/")[0]
    lazy = page.evaluate(
        """async (folder) => {
          const cache = await caches.open((await caches.keys())[0]);
          const all = (await cache.keys()).map(({ url }) => url).filter((url) => url.startsWith(folder));
          return (await Promise.all(all.map((url) => import(url).then(() => url)))).length;
        }""",
        folder,
    )
    assert lazy > 40
    page.context.set_offline(False)
    notebook.is_kept()


@pytest.mark.parametrize("asked", ["VersionView", "NotebookView", "ManifestView"])
def test_a_portal_of_the_wifi_is_never_kept(notebook, monkeypatch, asked):
    """The page itself came well; the portal took over before the worker asked for the rest."""
    page, shut, worker = notebook.page, [], views.WorkerView.get

    def portal(view, request, *args, **kwargs):
        shut.append(request.path)
        return HttpResponse("<html>Acceptez les conditions</html>")

    def last_good_answer(view, request):
        answer = worker(view, request)
        monkeypatch.setattr(getattr(views, asked), "get", portal)
        return answer

    monkeypatch.setattr(views.WorkerView, "get", last_good_answer)
    notebook.open()
    expect(notebook.heading).to_be_visible()
    while not shut:
        page.wait_for_timeout(50)
    assert page.evaluate(GIVEN_UP) == []
