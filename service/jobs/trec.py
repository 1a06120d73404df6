"""Judged questions and rankings as the field keeps them: BEIR folders, TREC run files, and our own questions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.errors import BadInput
from service.model import Question
from service.search.shelf import Opened

#: Question id → document id → how good it is; in a run the best has the highest score.
Judged = dict[str, dict[str, int]]
Run = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Task:
    """Questions with their judgements; `documents` is the collection that has to be indexed first, if any.

    A document id is an article's, or `article#anchor` where passages are judged. `filters` are what a
    question is asked with, by its id.
    """

    name: str
    questions: Mapping[str, str]
    judged: Judged
    documents: Sequence[tuple[str, str, str]] = ()
    passages: bool = False
    filters: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


def own(questions: Sequence[Question], build: Opened) -> Task:
    """The judged questions whose article is in a build: right is the section named, else any of the article."""
    texts, judged, filters = dict[str, str](), Judged(), {}
    for number, question in enumerate(questions, 1):
        page = build.articles.get(question.article)
        anchors = [a for a, heading, _ in page["sections"] if question.heading in (None, heading)] if page else []
        if anchors:
            texts[f"q{number}"] = question.text
            filters[f"q{number}"] = question.filters
            judged[f"q{number}"] = {f"{question.article}#{anchor}": 1 for anchor in anchors}
    return Task("judged questions", texts, judged, passages=True, filters=filters)


def beir(folder: Path, split: str | None) -> Task:
    """A BEIR folder: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv; only judged questions are asked.

    BadInput names the file and line that is not as it should be.
    """
    rated = folder / "qrels" / f"{split}.tsv" if split else _only(folder / "qrels")
    judged = _judgements(rated)
    queries = {_token(row["_id"]): row["text"] for row in _rows(folder / "queries.jsonl", ("_id", "text"))}
    if absent := sorted(judged.keys() - queries.keys()):
        raise BadInput(f"{rated}: question {absent[0]!r} is not in {folder / 'queries.jsonl'}")
    documents = [
        (_token(row["_id"]), str(row.get("title") or ""), row["text"])
        for row in _rows(folder / "corpus.jsonl", ("_id", "text"))
    ]
    return Task(f"{folder.name} {rated.stem}", {id: queries[id] for id in judged}, judged, documents)


def _only(folder: Path) -> Path:
    """The one file of judgements, or `test.tsv` where there are several."""
    files = sorted(folder.glob("*.tsv"))
    test = folder / "test.tsv"
    if len(files) == 1 or test in files:
        return files[0] if len(files) == 1 else test
    found = f"has {', '.join(file.stem for file in files)}; choose one with --split" if files else "has no .tsv file"
    raise BadInput(f"{folder} {found}")


def _rows(path: Path, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in needed):
            raise BadInput(f"{path}:{number}: a line is a JSON object with the texts {' and '.join(needed)}")
        yield row


def _judgements(path: Path) -> Judged:
    judged = Judged()
    for number, line in _lines(path):
        match line.split("\t"):
            case ["query-id", *_]:
                continue
            case [question, document, grade] if grade.strip().lstrip("-").isdecimal():
                judged.setdefault(_token(question), {})[_token(document)] = int(grade)
            case _:
                raise BadInput(f"{path}:{number}: a line is `query-id<TAB>corpus-id<TAB>whole number`")
    if not judged:
        raise BadInput(f"{path} holds no judgement")
    return judged


def read_run(path: Path) -> Run:
    """A TREC run: `question Q0 document rank score tag`; BadInput names the line that is none."""
    run = Run()
    for number, line in _lines(path):
        match line.split():
            case [question, _, document, _, score, _]:
                try:
                    run.setdefault(question, {})[document] = float(score)
                    continue
                except ValueError:
                    pass
        raise BadInput(f"{path}:{number}: a line is `question Q0 document rank score tag`")
    return run


def write_run(path: Path, run: Run, tag: str) -> None:
    """A TREC run, the best document of each question first."""
    with path.open("w", encoding="utf-8") as file:
        for question, scores in run.items():
            best = sorted(scores.items(), key=lambda pair: -pair[1])
            for rank, (document, score) in enumerate(best, 1):
                file.write(f"{question} Q0 {document} {rank} {score:.6f} {tag}\n")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except OSError as trouble:
        raise BadInput(f"{path}: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not UTF-8") from None


def _token(id: str) -> str:
    """An id as it can stand in a run file, where a space ends it."""
    return "%20".join(id.split())
