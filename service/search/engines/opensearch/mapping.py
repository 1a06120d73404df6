"""How passages are stored: one document each, nothing in it that the server would have to analyse for itself.

The weights of terms are a `rank_features` field, as learned sparse retrieval has it: their sum is the score, so
the server's own formula, its statistics and how many shards there are play no part. Every distribution of
OpenSearch and Elasticsearch has that field type in its module mapper-extras.
"""

import hashlib
from typing import Any

from service.search.columns import FACETS
from service.search.engines.opensearch.options import Options

#: Raised when documents change shape: an index of another one is not drawn on.
SHAPE = 1
#: The dot parts the names of fields; folded text has none of this character.
_DOT = "\u2024"
#: Characters of a term that are stored as they are.
_LONGEST = 200


def stored(term: str) -> str:
    """A term as it is stored: the server takes 32 KB at most, and a run of letters may have any length."""
    if len(term) <= _LONGEST:
        return term
    return term[: _LONGEST // 2] + "\u2026" + hashlib.blake2b(term.encode(), digest_size=16).hexdigest()


def feature(term: str) -> str:
    """The field that holds the weight of a term."""
    return "weights." + stored(term).replace(".", _DOT)


def spelt(text: str) -> str:
    """Text as tokens of one character each, for a field that only knows white space; blanks are characters, too."""
    return " ".join(format(ord(char), "x") for char in text)


def mappings() -> dict[str, Any]:
    """`entry`, `counts`, `folded` and `place` are only given back; `key` names a passage and sorts."""
    keyword = {"type": "keyword"}
    kept = {"type": "object", "enabled": False}
    return {
        "dynamic": "strict",
        "_source": {"excludes": ["terms", "weights", "text"]},
        "properties": {
            "key": {"type": "long"},
            "article": keyword,
            **dict.fromkeys((*FACETS, "named"), keyword),
            "terms": {"type": "keyword", "doc_values": False},
            "weights": {"type": "rank_features"},
            "text": {"type": "text", "analyzer": "whitespace", "norms": False},
            "folded": {"type": "keyword", "index": False, "doc_values": False},
            "place": {"type": "integer", "index": False, "doc_values": False},
            "entry": kept,
            "counts": kept,
        },
    }


def settings(options: Options) -> dict[str, Any]:
    """Nothing is looked at before a build is complete, so nothing is refreshed before."""
    return {
        "number_of_shards": options.shards,
        "number_of_replicas": options.replicas,
        "refresh_interval": "-1",
        "max_terms_count": 1_000_000,
    }
