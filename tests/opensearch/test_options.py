"""Settings of the cluster: from the environment alone, and what does not say what it means is refused by name."""

import pytest

from service.errors import BadSettings
from service.search.engines.opensearch.options import Options


def options(**said: str) -> Options:
    return Options.of_environment({f"KAWEN_OPENSEARCH_{name}": value for name, value in said.items()})


def test_nothing_said_is_a_server_on_this_machine() -> None:
    assert options() == Options()
    assert options(URLS=" ", TIMEOUT="").urls == ("http://127.0.0.1:9200",)


def test_several_addresses_with_a_certificate_and_a_password(tmp_path_factory: pytest.TempPathFactory) -> None:
    ca = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.write_text("-")
    made = options(
        URLS="https://a.example.org:9200/, https://b.example.org",
        CA=str(ca),
        USER="kawen",
        PASSWORD="s3cret",
        PREFIX="faq-2",
        SHARDS="3",
        REPLICAS="2",
        TIMEOUT="1.5",
    )

    assert made.urls == ("https://a.example.org:9200", "https://b.example.org")
    assert (made.shards, made.replicas, made.timeout) == (3, 2, 1.5)
    assert "s3cret" not in f"{made} {made!r} {made.shown}"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"URLS": "search.example.org"}, "URLS"),
        ({"URLS": "ftp://search.example.org"}, "URLS"),
        ({"URLS": "http://search.example.org:no"}, "URLS"),
        ({"URLS": "https://kawen:s3cret@search.example.org"}, "USER"),
        ({"URLS": "http://search.example.org", "USER": "a", "PASSWORD": "b"}, "https"),
        ({"URLS": "http://search.example.org", "API_KEY": "b"}, "https"),
        ({"USER": "a"}, "PASSWORD"),
        ({"PASSWORD": "a"}, "USER"),
        ({"USER": "a", "PASSWORD": "b", "API_KEY": "c"}, "not both"),
        ({"CA": "/nowhere/ca.pem"}, "CA"),
        ({"PREFIX": "*"}, "PREFIX"),
        ({"PREFIX": "Kawen"}, "PREFIX"),
        ({"SHARDS": "0"}, "SHARDS"),
        ({"REPLICAS": "-1"}, "REPLICAS"),
        ({"TIMEOUT": "soon"}, "TIMEOUT"),
        ({"TIMEOUT": "nan"}, "TIMEOUT"),
        ({"TIMEOUT": "0"}, "TIMEOUT"),
        ({"URL": "http://127.0.0.1:9200"}, "KAWEN_OPENSEARCH_URLS"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_secrets_are_not_told(said: dict[str, str], name: str) -> None:
    with pytest.raises(BadSettings, match=name) as refused:
        options(**said)
    assert "s3cret" not in str(refused.value)
