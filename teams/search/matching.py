"""How well a text answers what somebody typed. The only place that ranks; both databases give it candidates."""

from collections.abc import Iterable

from teams import names

LONGEST = 100  # signs of a query that are looked at
MOST_WORDS = 6
SHORTEST = 2  # with less there is nothing to search for

EXACT, BEGINS, INSIDE, WRONG = 1.0, 0.9, 0.7, 0.65
PER_MISTAKE = 0.15
BESIDE_THE_NAME = 0.8  # what is found in a place or a code counts for less than in the name


def words_of(text: str) -> list[str]:
    """What somebody typed as plain words: lower case, without accents and signs."""
    return names.plain(text[:LONGEST]).split()[:MOST_WORDS]


def is_enough(words: Iterable[str]) -> bool:
    """Whether there is something to search for."""
    return sum(map(len, words)) >= SHORTEST


def trigrams(word: str) -> set[str]:
    """Every three letters in a row."""
    return {word[place : place + 3] for place in range(len(word) - 2)}


def likeness(words: Iterable[str], text: str) -> float:
    """Which part of the trigrams of some words is in a plain text: a rough measure that costs little."""
    wanted = set().union(*map(trigrams, words))
    return sum(each in text for each in wanted) / len(wanted) if wanted else 0.0


def score(words: Iterable[str], name: str, beside: str = "") -> float:
    """From 0 (no answer) to 1: how well a name answers, with what else is known of it. Every word must be found."""
    in_name, in_rest = names.plain(name).split(), names.plain(beside).split()
    found = [max(_best(word, in_name), BESIDE_THE_NAME * _best(word, in_rest)) for word in words]
    return sum(found) / len(found) if found and all(found) else 0.0


def _best(word: str, among: Iterable[str]) -> float:
    return max((_alike(word, other) for other in among), default=0.0)


def _alike(word: str, other: str) -> float:
    if word == other:
        return EXACT
    if other.startswith(word):
        return BEGINS
    if len(word) >= 3 and word in other:
        return INSIDE
    allowed = _mistakes_allowed(word)
    if not allowed:
        return 0.0
    # What somebody is still typing is compared with as much of the word.
    parts = {other, *(other[: len(word) + more] for more in (-1, 0, 1))}
    fewest = min(distance(word, part, allowed) for part in parts)
    return WRONG - PER_MISTAKE * (fewest - 1) if fewest <= allowed else 0.0


def _mistakes_allowed(word: str) -> int:
    """One in a word of four letters, two from eight on. None in a code, or in a word too short for one."""
    length = 0 if any(sign.isdigit() for sign in word) else len(word)
    return 0 if length < 4 else 1 if length < 8 else 2


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be added, left out, changed or swapped with their neighbour; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, before, row = before, row, [place]
        for column, against in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != against))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == against:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
