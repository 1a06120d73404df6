"""Understand a question: fold → parse → cut → expand. Raw text never reaches an engine's own parser."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.errors import BadInput
from service.search.analysis import ASKED, run_terms
from service.search.engine import Alternative, Entry, Group, Plan
from service.search.lexicon import Lexicon
from service.search.suggest import Speller
from service.search.syntax import syntax
from service.search.ways import EQUAL, EXACT, SOUND, SPELT, WIDER, Kind, as_typed, by_wording, exactly, way
from service.text.normalise import fold, folded
from service.text.segment import Token, runs

#: Characters; what is longer is no question.
LONGEST = 500
#: Words that are looked at; the rest of a very long question adds nothing.
MOST_GROUPS = 32
#: Characters of a piece that is looked up by its sound; and of a run of them that is looked at at all.
_SOUNDED, _LONGEST_RUN = 6, 64
#: Letters from which on a Latin run may be several words of pinyin; and of an unfinished name.
_TWO_WORDS, _UNFINISHED = 7, 4
#: Where readers come from: 中国号码, 中国护照 do not ask for articles about China.
_HOME = "CN"
#: Terms up to which a question is short: its stop words are noise in answers that do not repeat them.
_SHORT = 60
#: Words whose alternatives are kept.
_REMEMBERED = 4096
#: Headings whose words are kept.
_REMEMBERED_HEADINGS = 4096
#: What makes a country before it that of a person or of papers.
_PAPERS = ("护照", " passport", "身份证", "国籍", "籍", "公民", "居民", "人")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A parsed question; `words` are its groups as the reader wrote them, folded."""

    text: str
    plan: Plan
    words: tuple[str, ...]
    countries: tuple[str, ...]
    operators: tuple[str, ...]
    suggestions: tuple[str, ...]


class Parser:
    """Turns questions into plans, with one build's words and vocabulary."""

    def __init__(self, lexicon: Lexicon, speller: Speller, has: Callable[[Alternative], bool]) -> None:
        self._lexicon = lexicon
        self.speller = speller
        self._has = has
        #: Words met lately: the same group each time, so that an engine can keep what it found for it.
        self._known: dict[str, Group | None] = {}
        self._repaired: dict[tuple[str, ...], tuple[str, str, list[Group]] | None] = {}
        self._begun: dict[str, tuple[str, str, list[Group]] | None] = {}
        self._headings: dict[str, tuple[tuple[str, ...], ...]] = {}

    def parse(self, text: str, filters: Iterable[tuple[str, str]] = ()) -> Understood:
        """BadInput when the question is empty or too long; anything else has a plan, maybe an empty one."""
        if len(text) > LONGEST:
            raise BadInput(f"q has {len(text)} characters; at most {LONGEST} are allowed")
        if not text.strip():
            raise BadInput("q is empty; ask something")
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise BadInput("q is not UTF-8; check the encoding of the terminal")
        rest, phrases, excluded = syntax(text)
        plain = fold(rest)
        pieces = list(self._pieces(plain))
        words = list(self._words(pieces))[:MOST_GROUPS]
        groups, suggestions = self._groups(words)
        groups = list(_destinations(plain, groups[:MOST_GROUPS]))
        must = tuple(a for p in dict.fromkeys(map(fold, phrases)) if (a := exactly(self._lexicon, p)) is not None)
        must_not = tuple(a for e in dict.fromkeys(map(fold, excluded)) if (a := exactly(self._lexicon, e)) is not None)
        if not groups:
            groups = [Group(a.text, (a,)) for a in must]
        bag = self._bag(plain, pieces, groups)
        plan = Plan(tuple(groups), bag, must, must_not, tuple(filters))
        countries = dict.fromkeys(c for g in groups for c in sorted(g.countries))
        operators = dict.fromkeys(o for g in groups for o in sorted(g.operators))
        if not countries and len(shared := self._shared_home(groups)) == 1:
            countries = dict.fromkeys(shared)
        return Understood(
            text,
            plan,
            tuple(g.text for g in groups),
            tuple(countries),
            tuple(operators),
            _mended_text(plain, suggestions),
        )

    def _shared_home(self, groups: Iterable[Group]) -> frozenset[str]:
        """Where all the operators and services are that a question names: beeline kcell is Kazakhstan."""
        homes = [
            frozenset([*self._lexicon.local.get(g.text, ()), *(c for o in g.operators for c in self._lexicon.home[o])])
            for g in groups
            if g.operators or g.text in self._lexicon.local
        ]
        return frozenset.intersection(*homes) if homes else frozenset()

    def _bag(self, text: str, pieces: Iterable[str], groups: Iterable[Group]) -> tuple[str, ...]:
        """The terms of the question, each once, without stop words if it is short.

        The name of a country only says where, and is left out; of two (香港的卡在澳门) neither is.
        """
        places = {group.countries for group in groups if group.countries}
        if len(places) == 1:
            for group in groups:
                text = text.replace(group.text, " ") if group.countries else text
        text = self._asked_plainly(text, pieces)
        segmenter, stop = self._lexicon.segmenter, self._lexicon.stop_words
        terms = dict.fromkeys([t for run in runs(text) for t in run_terms(run, segmenter)])
        said = tuple(terms)
        if len(terms) <= _SHORT:
            said = tuple([term for term in terms if not _is_filler(term, stop)]) or said
        return said + tuple([ASKED + term for term in said])

    def _asked_plainly(self, text: str, pieces: Iterable[str]) -> str:
        """Question words that headings do not ask with (边度, where) as one that the index has: headings ask too."""
        for word in dict.fromkeys(piece for piece in pieces if piece in self._lexicon.question_words):
            exact = exactly(self._lexicon, word)
            if exact is None or (not word.isascii() and self._has(exact)):  # a Latin one is in names and quotations
                continue
            others = ((other, exactly(self._lexicon, other)) for other in self._lexicon.equals.get(word, ()))
            if plain := next((other for other, found in others if found and self._has(found)), None):
                text = text.replace(word, f" {plain} " if word.isascii() else plain)
        return text

    def strays(self, plan: Plan, entry: Entry) -> int:
        """How many words the heading of a section says that neither the question nor the title has."""
        said = self._said(entry.section)
        if not said:
            return 0
        known = "\n".join([folded(entry.title), *[a.text for g in plan.groups for a in g.alternatives if not a.rank]])
        return sum(not any(one in known for one in words) for words in said)

    def _said(self, heading: str) -> tuple[tuple[str, ...], ...]:
        """The words of a heading but for helpers, each with its equals."""
        found = self._headings.get(heading)
        if found is None:
            cut = (token.text for token in self._lexicon.segmenter.cut(folded(heading)) if len(token.text) > 1)
            equals = self._lexicon.equals
            found = tuple((word, *equals.get(word, ())) for word in cut if not self._is_helper(word))
            if len(self._headings) >= _REMEMBERED_HEADINGS:
                self._headings.clear()
            self._headings[heading] = found
        return found

    # Words -----------------------------------------------------------------------------------------

    def _words(self, pieces: list[str]) -> Iterator[str]:
        """The words that have to be met: known units first, the rest cut; helpers only if alone."""
        found = [(word, self._is_helper(word)) for word in self._sounded(pieces)]
        content = [word for word, helper in found if not helper]
        yield from dict.fromkeys(content or [word for word, _ in found])

    def _sounded(self, pieces: list[str]) -> Iterator[str]:
        """Pinyin in words of the index: what stands apart joined (`shou ji ka`, `shouji ka`), long runs cut."""
        at = 0
        while at < len(pieces):
            end = at
            while end < len(pieces) and self._spells(pieces[end]):
                end += 1
            if end - at > 1 and (words := self.speller.spelt(pieces[at:end])):
                yield from words
                at = end
                continue
            yield from self._cut_by_sound(pieces[at])
            at += 1

    def _spells(self, piece: str) -> bool:
        return self.speller.is_syllable(piece) or (self.speller.is_word(piece) and not self._means(piece))

    def _cut_by_sound(self, word: str) -> list[str]:
        """A Latin run that is several words of pinyin and nothing else: `shoujikachongzhi`."""
        if len(word) < _TWO_WORDS or not word.isascii() or not word.isalpha() or self._means(word):
            return [word]
        return self.speller.cut(word) or [word]

    def _means(self, word: str) -> bool:
        """Whether a Latin word stands for something as it is."""
        lexicon = self._lexicon
        tables = (lexicon.equals, lexicon.widens, lexicon.countries, lexicon.operators, lexicon.local)
        named = any(word in table for table in tables)
        return named or self._is_helper(word) or self._has(as_typed(word))

    def _is_helper(self, word: str) -> bool:
        return word in self._lexicon.stop_words or word in self._lexicon.question_words

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        units = self._lexicon.units_in(text)
        for unit in units.finditer(text) if units else ():
            yield from self._cut(text[at : unit.start()])
            yield self._lexicon.unit_spelt(unit[0])
            at = unit.end()
        yield from self._cut(text[at:])

    def _cut(self, text: str) -> Iterator[str]:
        """Tokens, single Han characters that stand together joined: 机卡, 买卡 are one thing to look for."""
        single: list[Token] = []
        latin: Token | None = None
        for token in self._lexicon.segmenter.cut(text):
            alone = token.kind == "han" and len(token.text) == 1 and not self._is_helper(token.text)
            if single and not (alone and token.start == single[-1].end):
                yield "".join(t.text for t in single)
                single = []
            joined = latin is not None and token.kind == "latin" and self._joins(latin, token)
            if latin is not None and not joined:
                yield latin.text
            if joined and latin is not None:
                yield latin.text + token.text
                latin = None
            elif token.kind == "latin":
                latin = token
            else:
                latin = None
                if alone:
                    single.append(token)
                else:
                    yield token.text
        if single:
            yield "".join(t.text for t in single)
        if latin is not None:
            yield latin.text

    def _joins(self, left: Token, right: Token) -> bool:
        """`Tele 2` is Tele2 when the index knows it so."""
        return right.start - left.end == 1 and self._has(as_typed(left.text + right.text))

    # Groups ----------------------------------------------------------------------------------------

    def _groups(self, words: list[str]) -> tuple[list[Group], list[tuple[str, str]]]:
        groups: list[Group] = []
        suggestions: list[tuple[str, str]] = []
        at = 0
        while at < len(words):
            word = words[at]
            if unfinished := self._unfinished(word):
                groups.extend(unfinished[2])
                suggestions.append(unfinished[:2])
                at += 1
                continue
            group = self._group(word)
            named = group is not None and (group.countries or group.operators or word in self._lexicon.local)
            if group is None or named or any(map(self._has, group.alternatives)):
                groups.extend([group] if group else [])
                at += 1
                continue
            used, mended = self._mend(words, at, groups)
            for old, new, parts in mended:
                groups.extend(parts)
                if new:
                    suggestions.append((old, new))
            at += used
        return groups, suggestions

    def _group(self, word: str) -> Group | None:
        try:
            return self._known[word]
        except KeyError:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            return self._known.setdefault(word, self._grouped(word))

    def _grouped(self, word: str) -> Group | None:
        exact = exactly(self._lexicon, word)
        if exact is None:
            return None
        others = [
            found
            for kind, table in ((EQUAL, self._lexicon.equals), (WIDER, self._lexicon.widens))
            for other in table.get(self._root(word), ())
            if (found := way(self._lexicon, other, kind, label=f"同义词：{word}→{other}")) is not None
        ]
        if exact.prefix and not self._has(whole := replace(exact, prefix=False)):
            if any(map(self._has, others)):
                exact = whole
            else:
                exact = replace(exact, match="spelling", weight=0.8, rank=SPELT[2], label=f"未写完：{word}…")
        countries = frozenset(self._lexicon.countries.get(word, ())) - {_HOME}
        operators = frozenset(self._lexicon.operators.get(word, ()))
        ways = (exact, *others)
        if not countries and not operators:  # of those the article tells
            ways += tuple(by_wording(way) for way in ways if way.rank == EXACT[2])
        return Group(word, ways, countries, operators)

    def _root(self, word: str) -> str:
        """An English word as the tables have it: tourists, buying, blocked."""
        if not word.isascii() or not word.isalpha() or self._means(word):
            return word
        for ending, instead in _ENDINGS:
            root = word.removesuffix(ending) + instead
            if (
                word.endswith(ending)
                and len(root) > 2
                and (root in self._lexicon.widens or root in self._lexicon.equals)
            ):
                return root
        return word

    def _unfinished(self, word: str) -> tuple[str, str, list[Group]] | None:
        """A Latin word that is the beginning of one name (`beelin`), which the index has, and nothing else."""
        if len(word) < _UNFINISHED or not word.isascii() or not word.isalnum():
            return None
        try:
            return self._begun[word]
        except KeyError:
            if len(self._begun) >= _REMEMBERED:
                self._begun.clear()
            return self._begun.setdefault(word, self._finished(word))

    def _finished(self, word: str) -> tuple[str, str, list[Group]] | None:
        if self._means(word):
            return None
        names = [n for table in (self._lexicon.operators, self._lexicon.countries) for n in table if n.startswith(word)]
        whole = [name for name in names if self._has(as_typed(name))]
        return self._mended(word, whole, SPELT, "未写完") if len(whole) == 1 else None

    def _mend(self, words: list[str], at: int, groups: list[Group]) -> tuple[int, list[tuple[str, str, list[Group]]]]:
        """A word that the index does not have: by sound, by near spelling, with its neighbours, in parts."""
        word = words[at]
        if word.isascii():
            kinds = ((SOUND, "拼音", self.speller.read), (SPELT, "拼写", self.speller.near))
            for kind, name, look in kinds:
                candidates = look(word)
                if any(map(self._is_helper, candidates)):
                    return 1, []
                if found := self._mended(word, candidates, kind, name):
                    return 1, [found]
            return 1, [(word, "", [g for g in [self._group(word)] if g])]
        if groups and not groups[-1].countries and (near := self._mended_across(groups, word)):
            return 1, [near]
        return 1, self._in_parts(word)

    def _mended(self, word: str, candidates: list[str], kind: Kind, name: str) -> tuple[str, str, list[Group]] | None:
        key = (word, name, *candidates[:8])
        try:
            return self._repaired[key]
        except KeyError:
            if len(self._repaired) >= _REMEMBERED:
                self._repaired.clear()
            return self._repaired.setdefault(key, self._mend_by(word, candidates, kind, name))

    def _mend_by(self, word: str, candidates: list[str], kind: Kind, name: str) -> tuple[str, str, list[Group]] | None:
        match, weight, rank = kind
        groups = [(c, g) for c in candidates[:8] if (g := self._group(c)) is not None]
        groups.sort(key=lambda pair: (not self._has(pair[1].alternatives[0]), pair[0] not in self._lexicon.equals))
        found = [
            replace(a, match=match, weight=a.weight * weight, rank=max(a.rank, rank), label=f"{name}：{word}→{c}")
            for c, group in groups
            for a in group.alternatives
            if self._has(a)
        ]
        if not found:
            return None
        meant, best = groups[0]  # a place that only sounds like it too (办个 as 榜鹅) is not asked about
        return word, meant, [Group(word, tuple(found), best.countries, best.operators)]

    def _mended_across(self, groups: list[Group], word: str) -> tuple[str, str, list[Group]] | None:
        """手机 + 咔 sounds like 手机卡: the wrong character may have split a word."""
        joined = groups[-1].text + word
        found = self._mended(joined, self.speller.homophones(joined), SPELT, "同音")
        if found:
            groups.pop()
        return found

    def _in_parts(self, word: str) -> list[tuple[str, str, list[Group]]]:
        """The longest pieces that sound like a word of the index; what is left, character by character."""
        parts: list[tuple[str, str, list[Group]]] = []
        word = word[:_LONGEST_RUN]
        at, odd = 0, ""
        while at < len(word):
            for end in range(min(len(word), at + _SOUNDED), at + 1, -1):
                piece = word[at:end]
                if mended := self._mended(piece, self.speller.homophones(piece), SPELT, "同音"):
                    parts.append(mended)
                    at = end
                    break
            else:
                odd += word[at]
                at += 1
        if odd == word and (near := self._mended(word, self.speller.near_han(word), SPELT, "拼写")):
            return [near]
        if odd == word:
            group = self._group(word)
            known = self._lexicon.segmenter.knows(word)
            smaller = self._lexicon.segmenter.words_in(word)[1:] if known else list(word)
            parts_of = [g for piece in smaller if (g := self._group(piece)) and self._has(g.alternatives[0])]
            whole = known or len(parts_of) < len(word)
            return [("", "", [*([group] if group and whole else []), *parts_of])]
        return parts + [("", "", [g]) for c in odd if (g := self._group(c)) and not self._is_helper(c)]


def _destinations(text: str, groups: Sequence[Group]) -> Iterator[Group]:
    """Of two countries, one that only says whose passport it is (我台湾护照) is not where the card is for."""
    of_papers = [bool(g.countries) and any(g.text + papers in text for papers in _PAPERS) for g in groups]
    elsewhere = any(g.countries and not papers for g, papers in zip(groups, of_papers, strict=True))
    for group, papers in zip(groups, of_papers, strict=True):
        yield replace(group, countries=frozenset()) if papers and elsewhere else group


def _is_filler(term: str, stop: frozenset[str]) -> bool:
    """Whether an index term is a stop word, or made of nothing else; headings have question words too."""
    return term[1:] in stop or (term[0] == "2" and stop.issuperset(term[1:]))


def _mended_text(text: str, changes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The question as it may have been meant, if anything in it was guessed; syllables may stand apart in it."""
    meant = text
    for old, new in changes:
        meant = re.sub(r"\s?".join(map(re.escape, old)), lambda _, new=new: new, meant, count=1)  # type: ignore[misc]
    return (" ".join(meant.split()),) if meant != text else ()
