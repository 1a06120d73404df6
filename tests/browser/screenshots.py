"""Pictures of every page: `python -m tests.browser.screenshots OUT [page…]`; look at them before a release."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.site import PAGES, chromium, site

#: Name → width, colour scheme, language.
LOOKS = {
    "light": (1280, "light", "zh-hans"),
    "dark": (1280, "dark", "zh-hans"),
    "phone": (360, "light", "zh-hans"),
    "phone-dark": (320, "dark", "zh-hant"),
    "traditional": (1280, "light", "zh-hant"),
    "english": (1280, "light", "en"),
    "wide": (2560, "light", "zh-hans"),
}


def main(out: Path, wanted: list[str]) -> None:
    """Write `<page>.<look>.png` for each page and look; `wanted` are pages, or none for all."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as address, chromium() as browser:
        for name, path in PAGES.items():
            if not wanted or name in wanted:
                _taken(browser, out, name, address, path)


def _taken(browser: Browser, out: Path, name: str, address: str, path: str) -> None:
    for look, (width, scheme, language) in LOOKS.items():
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{address}{language}/{path}")
        page.screenshot(path=out / f"{name}.{look}.png", full_page=True)
        page.close()
        print(out / f"{name}.{look}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
