"""The same passages and questions asked of others, where they are installed: `pip install -r tests/bench/requirements.txt`.

They get the words cut beforehand, in one field, and every word of a question is optional.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Ask = Callable[[list[str]], object]
#: (seconds of CPU to build, megabytes on disk, what asks for the first ten)
Peer = tuple[float, float, Ask]


def whoosh(place: Path, texts: list[list[str]]) -> Peer:
    """Whoosh's own searcher, BM25F, any word."""
    from whoosh import index, query
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import STORED, TEXT, Schema

    begun = time.process_time()
    made = index.create_in(place, Schema(body=TEXT(analyzer=SpaceSeparatedTokenizer()), number=STORED))
    writer = made.writer(limitmb=256)
    for number, words in enumerate(texts):
        writer.add_document(body=" ".join(words), number=number)
    writer.commit(optimize=True)
    taken = time.process_time() - begun
    searcher = made.searcher()

    def ask(words: list[str]) -> object:
        hits = searcher.search(query.Or([query.Term("body", word) for word in words]), limit=10)
        return [hit["number"] for hit in hits]

    return taken, _size(place), ask


def fts5(place: Path, texts: list[list[str]]) -> Peer:
    """SQLite FTS5, bm25()."""
    begun = time.process_time()
    table = sqlite3.connect(place / "fts5.sqlite")
    table.execute("create virtual table t using fts5(body, tokenize = 'unicode61')")
    table.executemany("insert into t values (?)", ((" ".join(words),) for words in texts))
    table.commit()
    taken = time.process_time() - begun

    def ask(words: list[str]) -> object:
        said = " OR ".join('"' + word.replace('"', "") + '"' for word in words)
        return table.execute("select rowid from t where t match ? order by bm25(t) limit 10", (said,)).fetchall()

    return taken, _size(place), ask


def tantivy(place: Path, texts: list[list[str]]) -> Peer:
    """tantivy, one segment."""
    import tantivy as library

    begun = time.process_time()
    schema = (
        library.SchemaBuilder()
        .add_text_field("body", tokenizer_name="whitespace")
        .add_integer_field("number", stored=True)
    )
    index = library.Index(schema.build(), path=str(place))
    writer = index.writer(num_threads=1)
    for number, words in enumerate(texts):
        writer.add_document(library.Document(body=" ".join(words), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    taken = time.process_time() - begun
    searcher, schema = index.searcher(), index.schema

    def ask(words: list[str]) -> object:
        terms = [(library.Occur.Should, library.Query.term_query(schema, "body", word)) for word in words]
        return searcher.search(library.Query.boolean_query(terms), 10).hits

    return taken, _size(place), ask


def bm25s(place: Path, texts: list[list[str]]) -> Peer:
    """bm25s, eager sparse scores in numpy."""
    import bm25s as library

    begun = time.process_time()
    made = library.BM25()
    made.index(texts, show_progress=False)
    taken = time.process_time() - begun
    made.save(str(place), show_progress=False)

    def ask(words: list[str]) -> object:
        return made.retrieve([words], k=10, show_progress=False, n_threads=1)

    return taken, _size(place), ask


def each() -> Iterator[tuple[str, Callable[[Path, list[list[str]]], Peer]]]:
    """Those that are installed."""
    from importlib.util import find_spec

    yield "SQLite FTS5", fts5
    for name, build in {"tantivy": tantivy, "bm25s": bm25s}.items():
        if find_spec(name) is not None:
            yield name, build
    yield "Whoosh's own searcher", whoosh


def _size(place: Path) -> float:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6


def quietly(build: Callable[[Path, list[list[str]]], Peer], place: Path, texts: list[list[str]]) -> Peer | None:
    """None where a peer refuses (a module missing below it, an SQLite without FTS5)."""
    place.mkdir()
    try:
        return build(place, texts)
    except (ImportError, sqlite3.OperationalError):
        return None
