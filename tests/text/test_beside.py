"""What is kept beside its owner is made once, and goes with it."""

import weakref
from dataclasses import dataclass

from service.model import Facts
from service.text.beside import beside
from service.text.brands import brands


@dataclass(frozen=True, eq=False)
class Owner:
    name: str


def test_it_is_made_once_for_each_owner_and_argument() -> None:
    made: list[str] = []

    @beside(2)
    def greeting(owner: Owner, word: str) -> str:
        made.append(word)
        return f"{word} {owner.name}"

    one, other = Owner("one"), Owner("other")
    assert [greeting(one, "hi"), greeting(one, "hi"), greeting(other, "hi")] == ["hi one", "hi one", "hi other"]
    assert made == ["hi", "hi"]
    assert [greeting(one, word) for word in ("a", "b", "hi")] == ["a one", "b one", "hi one"]
    assert made == ["hi", "hi", "a", "b", "hi"], "more than two are not kept"


def test_an_owner_goes_at_once_with_all_that_was_made_of_it() -> None:
    facts = Facts()
    kept = weakref.ref(brands(facts))
    owner = weakref.ref(facts)
    assert brands(facts) is kept()

    del facts

    assert owner() is None
    assert kept() is None
