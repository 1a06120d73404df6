"""The interface as schemathesis sees it: it reads the OpenAPI document and asks what the document allows and forbids.

A value may fit the document and still mean nothing (a country nobody has heard of), so 400 is an answer to any request.
"""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.specs.openapi.checks import negative_data_rejection

from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds

UNLIMITED: Any = {"limit_search": 0, "limit_lint": 0, "limit_feedback": 0}
#: Requests of each kind for each operation.
EXAMPLES = 25
CHECKS = ChecksConfig(
    positive_data_acceptance=PositiveDataAcceptanceConfig(
        expected_statuses=["2xx", "400", "401", "403", "404", "409", "422"]
    )
)
schemathesis.serializer.alias(["text/markdown", "text/html"], "text/plain")


class _Service:
    """The document is read when tests are collected, before there is an index; then the service has one."""

    def __init__(self) -> None:
        self.app = create_app(Settings(Path("there-is-no-index")))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)  # sent, but not understood without a network in between
        return self.app(environ, start)


SERVICE = _Service()
SCHEMA = schemathesis.openapi.from_wsgi(
    "/openapi.json",
    SERVICE,
    config=SchemathesisConfig(seed=1, projects=ProjectsConfig(default=ProjectConfig(checks=CHECKS))),
)


@pytest.fixture(scope="module", autouse=True)
def _with_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    SERVICE.app = create_app(Settings(builds.shipped(tmp_path_factory), rebuild_token=secrets.token_hex(), **UNLIMITED))


@SCHEMA.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_the_interface_keeps_what_its_document_promises(case: schemathesis.Case[Any]) -> None:
    excluded: list[Any] = (
        [negative_data_rejection] if case.path == "/api/v1/lint" else []
    )  # any bytes may be an article
    case.call_and_validate(excluded_checks=excluded)
