"""Who may rebuild: the token of the environment, and those that were made and not revoked."""

from pathlib import Path

import pytest
from flask import Flask

from service.store import tokens
from service.web.app import create_app
from service.web.bearer import require
from service.web.problems import Refused
from service.web.settings import Settings


def asked(app: Flask, scope: str, header: str) -> int:
    """200 if it may pass, else the status of the refusal; only a 401 asks for a token."""
    with app.test_request_context(headers={"Authorization": header} if header else {}):
        refused = _refused(scope)
    assert refused is None or (refused.code == 401) == ("WWW-Authenticate" in refused.extra)
    return 200 if refused is None else refused.code or 0


def _refused(scope: str) -> Refused | None:
    try:
        require(scope)
    except Refused as refused:
        return refused
    return None


def test_a_made_token_passes_for_its_scope_until_it_is_revoked(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path / "index", rebuild_token="of-the-environment"))
    made, text = tokens.create(app.extensions["store"], "a", ("rebuild",))

    assert asked(app, "rebuild", f"Bearer {text}") == 200
    assert asked(app, "rebuild", f"bearer  {text} ") == 200
    assert asked(app, "rebuild", "Bearer of-the-environment") == 200
    _, other = tokens.create(app.extensions["store"], "b", ("metrics",))
    assert asked(app, "metrics", f"Bearer {other}") == 200
    assert asked(app, "metrics", f"Bearer {text}") == 401
    assert asked(app, "metrics", "Bearer of-the-environment") == 401
    tokens.revoke(app.extensions["store"], made.id)
    assert asked(app, "rebuild", f"Bearer {text}") == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer x", "Bearer \u00e9", "kawen_x"])
def test_anything_else_is_refused(tmp_path: Path, header: str) -> None:
    app = create_app(Settings(tmp_path / "index", metrics_token="x" * 30))

    assert asked(app, "metrics", header) == 401


def test_where_no_token_can_be_good_the_way_to_one_is_told(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path / "index"))
    with app.test_request_context(), pytest.raises(Refused, match="kawen token create --scope rebuild") as refused:
        require("rebuild")

    assert refused.value.code == 403
    assert not app.extensions["store"].file.exists()
