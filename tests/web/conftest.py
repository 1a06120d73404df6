"""A client of a service that answers from the corpus's index, and one of an index of its own."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds

TOKEN = "opensesame"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Rebuilding is off."""
    return create_app(Settings(builds.shipped(tmp_path_factory)))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def nothing(tmp_path: Path) -> FlaskClient:
    """A service whose index is not there yet."""
    return create_app(Settings(tmp_path / "index")).test_client()


@pytest.fixture
def own(tmp_path: Path) -> FlaskClient:
    """A service of one article, with rebuilding on."""
    builds.shelve(tmp_path / "index", {"topup.md": "# 怎么充值\n\n报手机号码和金额。\n"})
    return create_app(Settings(tmp_path / "index", rebuild_token=TOKEN)).test_client()
