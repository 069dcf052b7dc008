"""Row b1: no address, query or form takes the key of a row that is not hers."""

import random
import time
from typing import Any
from unittest.mock import patch

from django.urls import reverse

from proof.rows import Figure
from proof.walked import SEED, in_resolver, walker
from teams.models import Professional
from tests.access.forms import accepted, filled_forms, foreign_keys, sealed_elsewhere, swapped
from tests.access.leaks import told_too_much
from tests.access.table import BY_NAME
from tests.access.walk import Walker, cells, expected, faults_of

SAMPLE = 20
QUERY = ("role", "professional", "organisation", "school", "region", "met", "who", "zoek", "pagina")
ASKED, ASKED_QUICK = 200, 40  # how often each of two addresses is asked for, to see whether the time tells them apart
TELLS_APART = 0.25  # how far from a toss-up the times may be on a noisy machine


def measure(*, quick: bool) -> Figure:
    """Each key in path, query, form body and hidden field swapped for those of the other region and for none."""
    with walker() as walking:
        tried, wrong = _forms(walking, quick=quick)
        paths, astray = _paths(walking, quick=quick)
        queries, told = _queries(walking, quick=quick)
        apart = told_apart(walking, ASKED_QUICK if quick else ASKED)
        noticed = control(walking)
    wrong += astray + told
    text = (
        f"{len(wrong)} foreign keys accepted in {tried} forms, {paths} paths and {queries} queries; a page that is not "
        f"hers and one that does not exist told apart by time {apart:.2f} (.5 is a toss-up); control: {noticed} of 1 "
        "foreign key noticed when a form takes everybody"
    )
    holds = tried > 0 and paths > 0 and not wrong and abs(apart - 0.5) < TELLS_APART and noticed == 1
    return Figure(text, holds, tuple(wrong[:20]))


def _some(chosen: list[Any], *, quick: bool) -> list[Any]:
    return random.Random(SEED).sample(chosen, min(SAMPLE, len(chosen))) if quick else chosen  # noqa: S311 a sample


def _forms(walking: Walker, *, quick: bool) -> tuple[int, list[str]]:
    """Every field of every form, with every foreign key; and what a foreign page kept sealed."""
    keys, sealed = foreign_keys(walking), sealed_elsewhere(walking)
    tried = [(filled, *each) for filled in filled_forms(walking) for each in swapped(filled, keys, sealed)]
    tried = _some(tried, quick=quick)
    wrong = [f"{filled} {what}: {found}" for filled, what, data in tried if (found := accepted(walking, filled, data))]
    return len(tried), wrong


def _paths(walking: Walker, *, quick: bool) -> tuple[int, list[str]]:
    """What lies elsewhere, asked for under the address of the own school or region."""
    names = sorted(in_resolver() & set(BY_NAME))
    crossed = _some([cell for name in names for cell in cells(BY_NAME[name]) if cell.inner], quick=quick)
    return len(crossed), [fault for cell in crossed for fault in faults_of(walking, cell)]


def _queries(walking: Walker, *, quick: bool) -> tuple[int, list[str]]:
    """Every page that somebody may read, with the keys of foreign rows in its query: what does it tell?"""
    read = [
        cell
        for name in sorted(in_resolver() & set(BY_NAME))
        for cell in cells(BY_NAME[name])
        if cell.method == "GET" and cell.role in {"ib", "coordinator", "swv"} and expected(cell) == "200"
    ]
    wrong = []
    tried = _some([(cell, key) for cell in read for key in foreign_keys(walking)], quick=quick)
    for cell, key in tried:
        answer = walking.browsers[cell.role].ask("GET", str(walking.url(cell)), dict.fromkeys(QUERY, key))
        wrong += [f"{cell} with {key} tells {told}" for told in told_too_much(cell, answer)]
        wrong += [f"{cell} with {key} answers {answer.status}"] * (answer.status >= 500)
    return len(tried), wrong


def told_apart(walking: Walker, times: int) -> float:
    """How often a page of the other region takes longer than one that does not exist: .5 tells nothing."""
    browser, at = walking.browsers["ib"], walking.world.at
    addresses = [
        [reverse("teams:person", args=[at[place]["professional_id"]]) for place in ("other", "missing")],
        [reverse("teams:school", args=[at[place]["code"]]) for place in ("other", "missing")],
    ]
    taken: list[list[float]] = [[], []]
    for _ in range(times):
        for pair in addresses:
            for number, address in enumerate(pair):
                started = time.perf_counter()
                assert browser.ask("GET", address).status == 404
                taken[number].append(time.perf_counter() - started)
    longer = sum((there > none) + (there == none) / 2 for there in taken[0] for none in taken[1])
    return longer / (len(taken[0]) * len(taken[1]))


def control(walking: Walker) -> int:
    """The negative control: a form that takes everybody is noticed."""
    filled = next(each for each in filled_forms(walking) if each.cell.route.name == "teams:fill_seat")
    data = {**filled.data, "professional": walking.world.at["other"]["professional_id"]}
    with patch("teams.forms.person_choice.choosable_professionals", lambda *_: Professional.objects.all()):
        return int(bool(accepted(walking, filled, data)))
