"""Measure each rule on labelled pages: python -m tests.bench.precision SAMPLES LABELLED

SAMPLES holds pages and `labels.jsonl` with `path`, `start`, `end`, `rule` (null for what is fine), `categories`;
LABELLED holds `articles/NNN.md`, `labels.jsonl` with `article`, `start`, `end`, `label`, `level`, `sure`, and
`clean.jsonl` of sentences that are fine. Positions are code points. Prints the table README shows; the pages
belong to their authors and are not part of the project.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.jobs.desks import Desks
from service.jobs.lint import lint_articles
from service.lint.run import rules
from service.model import Finding

TODAY = date(2026, 11, 20)
#: Categories the labels of LABELLED know; findings of others there can be neither right nor wrong.
KNOWN = frozenset(
    [
        "promo-contact",
        "credential-sharing",
        "real-name-evasion",
        "operator-country-mismatch",
        "operator-outdated",
        "network-outdated",
        "identifier-confusion",
        "payment-unverified",
        "absolute-claim",
        "price-undated",
        "stale-date",
        "vague-instruction",
        "missing-registration-notice",
        "insecure-practice",
        "self-contradiction",
        "duplicate-content",
    ]
)


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled piece of a page: the categories a finding may have there, none for what is fine."""

    name: str
    start: int
    end: int
    categories: frozenset[str]
    sure: bool = True
    whole: bool = False

    def met_by(self, finding: Finding) -> bool:
        return self.whole or (finding.start < self.end and finding.end > self.start)


def main() -> None:
    samples, labelled = Path(sys.argv[1]), Path(sys.argv[2])
    one = _measured(samples, list(_samples(samples)), judged=None)
    other = _measured(labelled / "articles", list(_labelled(labelled)), judged=KNOWN)
    print(
        "| rule | category | samples: right / all | found of labelled | labelled pages: right / all | found of labelled |"
    )
    print("|---|---|---:|---:|---:|---:|")
    for rule in rules():
        first, second = one.get(rule.code), other.get(rule.code)
        if first or second:
            cells = [*_cells(first), *_cells(second)]
            print(f"| {rule.code} {rule.slug} | {rule.category} | {' | '.join(cells)} |")


@dataclass
class Tally:
    """What a rule did: right and all findings, and the labels of its category it met, of how many."""

    right: int = 0
    all: int = 0
    met: int = 0
    labels: int = 0


def _cells(tally: Tally | None) -> tuple[str, str]:
    if tally is None:
        return "–", "–"
    return (f"{tally.right} / {tally.all}" if tally.all else "–"), (
        f"{tally.met} / {tally.labels}" if tally.labels else "–"
    )


def _measured(folder: Path, labels: list[Label], judged: frozenset[str] | None) -> dict[str, Tally]:
    """The tallies by rule; `judged` are the categories that the labels can settle, None for all."""
    by_page: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        by_page[label.name].append(label)
    found = lint_articles(Desks(), [folder], TODAY, rules()).findings
    tallies: dict[str, Tally] = {}
    for finding in found:
        if judged is not None and finding.category not in judged:
            continue
        there = [label for label in by_page[Path(finding.path).name] if label.met_by(finding)]
        fitting = [label for label in there if finding.category in label.categories]
        if fitting and not any(label.sure for label in fitting):
            continue
        tally = tallies.setdefault(finding.code, Tally())
        tally.all += 1
        bad = fitting if judged is not None else [label for label in there if label.categories]
        tally.right += bool(bad)
    for code, met in _met(found, by_page).items():
        tallies.setdefault(code, Tally()).met = met
    wanted = Counter(category for label in labels if label.sure for category in label.categories)
    for rule in rules():
        if rule.code in tallies:
            tallies[rule.code].labels = wanted[rule.category]
    return tallies


def _met(found: tuple[Finding, ...], by_page: dict[str, list[Label]]) -> Counter[str]:
    met: Counter[str] = Counter()
    seen = set()
    for finding in found:
        for label in by_page[Path(finding.path).name]:
            key = (finding.code, label)
            if label.sure and finding.category in label.categories and label.met_by(finding) and key not in seen:
                seen.add(key)
                met[finding.code] += 1
    return met


def _samples(folder: Path) -> Iterator[Label]:
    for row in _rows(folder / "labels.jsonl"):
        wrong = frozenset(row["categories"] if row["rule"] is not None else ())
        yield Label(row["path"], row["start"], row["end"], wrong)


def _labelled(folder: Path) -> Iterator[Label]:
    for row in _rows(folder / "labels.jsonl"):
        name, whole = f"{row['article']}.md", row["level"] == "article"
        yield Label(name, row.get("start", 0), row.get("end", 0), frozenset([row["label"]]), row["sure"], whole)
    for row in _rows(folder / "clean.jsonl"):
        yield Label(f"{row['article']}.md", row["start"], row["end"], frozenset())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    main()
