"""The pages speak simplified Chinese, traditional Chinese and English."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from flask.testing import FlaskClient

from service.web import language

WEB = Path(language.__file__).parent


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "zh-Hans"),
        ("fr", "zh-Hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("de, en-GB;q=0.8, zh;q=0.5", "en"),
    ],
)
def test_a_browser_is_answered_in_the_language_it_prefers(client: FlaskClient, accepted: str, chosen: str) -> None:
    page = client.get("/", headers={"Accept-Language": accepted})

    assert f'<html lang="{chosen}"' in page.text
    assert "Accept-Language" in page.headers["Vary"]


@pytest.mark.parametrize("prefix", ["en", "zh-hant", "zh-hans"])
def test_a_language_in_the_address_wins_and_stays_in_every_link(client: FlaskClient, prefix: str) -> None:
    page = client.get(f"/{prefix}/", headers={"Accept-Language": "zh-CN"})

    assert f'<html lang="{language.PREFIXES[prefix]}"' in page.text
    assert f'action="/{prefix}/"' in page.text


def test_every_text_of_the_interface_has_its_english() -> None:
    method = [("templates/**.html", "jinja2"), ("**.py", "python")]
    found = extract_from_dir(str(WEB), method_map=method, options_map={"templates/**.html": {"newstyle_gettext": "1"}})
    texts = {message if isinstance(message, str) else message[0] for _, _, message, *_ in found}

    assert [text for text in sorted(texts) if language.translated(text, "en") == text] == []
