"""Three nodes, for what only a cluster can go through."""

from collections.abc import Iterator

import pytest

from tests.opensearch import archive, servers
from tests.opensearch.servers import Cluster


@pytest.fixture(scope="module")
def three() -> Iterator[Cluster]:
    """A cluster of three nodes that the engine finds; every shard twice."""
    if why := archive.missing():
        pytest.skip(f"no OpenSearch: {why}")
    with servers.three() as cluster, pytest.MonkeyPatch.context() as environment:
        for name, value in {"URLS": cluster.urls, "SHARDS": "3", "REPLICAS": "1", "TIMEOUT": "60"}.items():
            environment.setenv(f"KAWEN_OPENSEARCH_{name}", value)
        yield cluster
