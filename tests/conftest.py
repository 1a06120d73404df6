"""One Hypothesis profile for all: no deadlines; the same examples in every run of CI, new ones at home. And engines."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from service import folder
from service.search.engine import ENGINES

settings.register_profile("kawen", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("kawen")


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """A server that the engine opensearch finds, of one node; its address."""
    from tests.opensearch import archive, servers

    if why := archive.missing():
        pytest.skip(f"no OpenSearch: {why}")
    with servers.one() as cluster, pytest.MonkeyPatch.context() as environment:
        environment.setenv("KAWEN_OPENSEARCH_URLS", cluster.urls)
        environment.setenv("KAWEN_OPENSEARCH_REPLICAS", "0")
        environment.setenv("KAWEN_OPENSEARCH_TIMEOUT", "60")
        yield cluster.urls


@pytest.fixture(scope="session", params=folder.names(ENGINES))
def engine_name(request: pytest.FixtureRequest) -> str:
    """Every engine there is, its server running if it needs one."""
    if request.param == "opensearch":
        request.getfixturevalue("opensearch")
    name: str = request.param
    return name
