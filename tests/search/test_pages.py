"""Pages are read one by one and are what was written; a line that is no page is refused when it is looked at."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import IndexRefused
from service.search import pages
from service.search.pages import Pages

TEXT = st.text(max_size=20)


@given(said=st.dictionaries(TEXT, TEXT, max_size=5))
def test_what_is_written_is_read_again_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("pages") / "articles.jsonl"
    written = {id: {"id": id, "text": text} for id, text in said.items()}
    pages.write(path, list(written), map(pages.line, written.values()))
    read = Pages(path)

    assert dict(read) == written
    assert list(read) == list(written)
    assert all(id in read for id in written)


@pytest.mark.parametrize("line", ["", "7", "[]", '{"id": "other"}', "{", "[" * 100_000])
def test_a_line_that_is_no_page_is_refused_with_the_way_out(tmp_path: Path, line: str) -> None:
    pages.write(tmp_path / "articles.jsonl", ["one", "two"], [line.encode(), pages.line({"id": "two"})])
    read = Pages(tmp_path / "articles.jsonl")

    with pytest.raises(IndexRefused, match="run: kawen index build"):
        read["one"]
    assert read["two"] == {"id": "two"}


@pytest.mark.parametrize("text", ["", "[]", "{}\n", "[1]\n{}\n", '["a"]\n', '["a"]\n{}', '["a"]\n{}\n{}\n'])
def test_a_file_that_is_no_table_of_pages_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "articles.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"articles|Expecting"):
        Pages(tmp_path / "articles.jsonl")
