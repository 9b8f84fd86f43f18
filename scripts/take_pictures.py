"""Takes the pictures of the teaching page that stand in the documents, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
KAZAKHSTAN = "kazakhstan-2022:tokayev"
# What each shows: its address, and the height of the window.
SHOWN = {
    "record": ("/", 900),
    "case": ("/cases/kazakhstan-2022?framing=observers&interpretation=council-2022", 900),
    "compare": (f"/compare?one={KAZAKHSTAN}&two=kazakhstan-2022:observers&interpretation=council-2022", 900),
    "lab": (f"/lab?from={KAZAKHSTAN}&author.organised_abroad=false&interpretation=council-2022", 860),
}


def main() -> int:
    """Serve the page, and take every picture anew."""
    program = [sys.executable, "-m", "casus_foederis", "serve", "--no-browser"]
    server = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        said = server.stdout.readline() if server.stdout is not None else ""
        found = re.search(r"http://\S+", said)
        if found is None:
            return 1
        PICTURES.mkdir(exist_ok=True)
        own = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
            for name, (path, height) in SHOWN.items():
                page = browser.new_page(viewport={"width": 1280, "height": height})
                page.goto(found[0].rstrip("/") + path)
                page.evaluate("document.querySelector('.mark strong')?.scrollIntoView({block: 'center'})")
                page.screenshot(path=PICTURES / f"{name}.png")
                page.close()
            browser.close()
    finally:
        server.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
