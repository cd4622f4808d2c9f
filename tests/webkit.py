"""The second engine: WebKitGTK with its driver, both Debian's packages, on a screen that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from selenium.webdriver import WebKitGTK, WebKitGTKOptions, WebKitGTKService

from tests.browser import TABLET

DRIVER = "WebKitWebDriver"


@contextmanager
def screen() -> Iterator[str]:
    """The name of a display as large as a tablet."""
    size = f"{TABLET['width']}x{TABLET['height']}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as xvfb:
        try:
            yield f":{xvfb.stdout.readline().strip()}"
        finally:
            xvfb.terminate()


@pytest.fixture
def webkit() -> Iterator[WebKitGTK]:
    """Under automation its storage begins empty and ends with the window."""
    with screen() as display:
        # Given a path, even to nothing, Selenium looks for no driver on the network.
        path = shutil.which(DRIVER) or DRIVER
        surroundings = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "LC_ALL": "C"}
        driver = WebKitGTK(WebKitGTKOptions(), WebKitGTKService(path, env=surroundings))
        try:
            driver.set_window_size(**TABLET)
            yield driver
        finally:
            driver.quit()
