"""The geometry of the circle, for any team: nothing covers anything else, and nobody moves for somebody new."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from math import hypot
from os import environ
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teams.circle import fit
from teams.circle.drawing import Drawing
from teams.circle.layout import draw
from teams.circle.metrics import text_width
from teams.circle.team import DOMAINS, Place, Ring, Sector, Team
from tests.teams.circle.picture import (
    box_of,
    label_boxes,
    node_box,
    outside_the_frame,
    overlapping_labels,
    smallest_type,
    words_on_a_line,
    words_on_own_node,
    words_on_the_school,
)
from tests.teams.circle.teams import NAMES, any_team, crowd_of, team_of, usual_places

patient = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))

SIXTY = "Wilhelmina Theodora van den Heuvel-Bakkerszoon tot Wassenaar"
FORTY = "Consulent passend onderwijs en jeugdhulp"


def crowd(size: int, seed: int, name: str = "Samira Bakkali", role: str = "Jeugdverpleegkundige") -> Team:
    """A team of `size` places, spread at random over the rings and domains."""
    random = Random(seed)  # noqa: S311
    places = [
        Place(f"seat-{i}", role, random.choice(list(Ring)), random.choice(DOMAINS), name, days=(True,) * 5)
        for i in range(size)
    ]
    return team_of(*places)


def assert_legible(drawing: Drawing) -> None:
    """Everything the picture promises about covering."""
    assert overlapping_labels(drawing) == []
    assert words_on_own_node(drawing) == []
    assert words_on_a_line(drawing) == []
    assert words_on_the_school(drawing) == []
    assert outside_the_frame(drawing) == []


def spots(drawing: Drawing) -> list[tuple[str, str]]:
    return [(node.face.x, node.face.y) for node in drawing.nodes]


@pytest.mark.parametrize("part", range(4))
@settings(patient, max_examples=500)
@given(team=any_team())
def test_any_team_up_to_twenty_is_legible(part: int, team: Team) -> None:
    assert_legible(draw(team))


@settings(patient, max_examples=20)
@given(any_team(smallest=21, largest=40))
def test_any_team_up_to_forty_is_legible(team: Team) -> None:
    assert_legible(draw(team))


@pytest.mark.parametrize("seed", range(24))
def test_a_crowd_at_random_is_legible(seed: int) -> None:
    drawing = draw(crowd_of(seed))
    assert_legible(drawing)
    assert smallest_type(drawing) >= 11


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10, 12, 15, 20, 30, 40])
@pytest.mark.parametrize("name", ["Eva Jansen", SIXTY, "x" * 60])
def test_type_is_eleven_pixels_at_a_thousand_wide(size: int, name: str) -> None:
    drawing = draw(crowd(size, seed=size, name=name, role=FORTY))
    assert smallest_type(drawing) >= 11
    assert_legible(drawing)


@pytest.mark.parametrize("size", range(1, 17))
def test_a_usual_team_is_a_circle(size: int) -> None:
    drawing = draw(team_of(*(replace(usual_places()[i % 11], key=f"{i:02d}") for i in range(size))))
    assert drawing.width == drawing.height


def test_a_label_on_a_straight_side_of_a_tall_picture_is_not_waited_for() -> None:
    around = {"jeugdhulp": 2, "leerplicht": 3, "passend": 1, "gezondheid": 2, "onderwijs": 1, "extern": 2}
    rings = [(Ring.PARTNER, domain) for domain, count in around.items() for _ in range(count)]
    rings += [(Ring.ON_CALL, "extern")] * 6 + [(Ring.IN_SCHOOL, "onderwijs")] * 2
    places = [Place(f"seat-{i}", "a" * 24, ring, domain) for i, (ring, domain) in enumerate(rings)]
    assert_legible(draw(team_of(*places)))


@patient
@given(any_team(), st.data())
def test_words_stay_off_the_rim_and_the_edge_of_the_disc(team: Team, data: st.DataObject) -> None:
    drawing = draw(team)
    plan = fit.plan(team_tidied(team))
    inside = len([place for place in team.places if place.ring is Ring.IN_SCHOOL])
    for i, node in enumerate(drawing.nodes):
        for box in [node_box(node), *label_boxes(node)]:
            if i < inside:
                assert plan.disc.reach(box) < plan.disc.radius
            else:
                assert plan.disc.inside_gap(box) > plan.disc.radius
                assert plan.rim.reach(box) < plan.rim.radius - 6


def team_tidied(team: Team) -> Team:
    """The team as `draw` reads it."""
    from teams.circle.layout import _clean

    return _clean(team)


@patient
@given(any_team())
def test_rim_labels_fit_their_own_sector(team: Team) -> None:
    plan = fit.plan(team_tidied(team))
    for group, side in zip(plan.groups, plan.sides, strict=True):
        widest = max(text_width(line, 17, 600) for line in group.lines)
        assert widest < plan.rim.length(*side)


def test_long_rim_labels_take_two_lines_and_stay_apart() -> None:
    label = "Samenwerkingsverband passend onderwijs Duinstreek en Polder"
    sectors = tuple(Sector(domain, f"{label} {i}") for i, domain in enumerate(DOMAINS))
    places = [Place(domain, "Coach", Ring.PARTNER, domain, "Eva Jansen") for domain in DOMAINS]
    plan = fit.plan(team_of(*places, sectors=sectors))
    for group, side in zip(plan.groups, plan.sides, strict=True):
        assert len(group.lines) == 2
        assert max(text_width(line, 17, 600) for line in group.lines) < plan.rim.length(*side)


def test_sectors_follow_each_other_round_the_whole_turn() -> None:
    plan = fit.plan(team_of())
    assert all(end == pytest.approx(start) for (_, end), (start, _) in pairwise(plan.sides))
    assert plan.sides[-1][1] - plan.sides[0][0] == pytest.approx(6)


def test_an_empty_domain_gets_no_sector() -> None:
    drawing = draw(team_of(*usual_places()[:4]))
    assert [sector.domain for sector in drawing.sectors] == ["jeugdhulp"]


def test_on_call_lies_at_the_bottom_and_the_first_sector_at_the_top() -> None:
    nodes = {node.label.split(",")[0]: node for node in draw(team_of()).nodes}
    assert max(nodes.values(), key=lambda node: float(node.face.y)).label.startswith("Beschermtafel")
    assert min(nodes.values(), key=lambda node: float(node.face.y)).label.startswith("Samira Bakkali")


def test_who_is_on_call_lies_farther_from_the_school_than_every_partner() -> None:
    plan = fit.plan(team_of())
    gaps = {ring: [] for ring in Ring}
    for person in plan.people:
        gaps[person.place.ring].append(min(plan.disc.inside_gap(rect) for rect in person.rects) - plan.disc.radius)
    assert min(gaps[Ring.ON_CALL]) - max(gaps[Ring.PARTNER]) > 10


def test_where_all_are_on_call_they_lie_where_partners_would() -> None:
    near, far = (
        draw(team_of(*(replace(place, ring=ring, domain="extern") for place in usual_places())))
        for ring in (Ring.PARTNER, Ring.ON_CALL)
    )
    assert spots(near) == spots(far)


def test_in_school_lies_within_the_disc() -> None:
    plan = fit.plan(team_of())
    assert [hypot(*person.node) < plan.disc.radius for person in plan.people] == [True] * 2 + [False] * 9


def test_the_same_team_gives_the_same_drawing() -> None:
    first = draw(team_of())
    fit.plan.cache_clear()
    assert draw(team_of()) == first


def test_another_process_gives_the_same_bytes() -> None:
    imports = "from tests.teams.circle.teams import crowd_of; from teams.circle.layout import draw"
    command = [sys.executable, "-c", f"{imports}; print(draw(crowd_of(7)))"]
    told = [
        subprocess.run(command, env=environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert told == [f"{draw(crowd_of(7))}\n".encode()] * 2


def test_the_order_of_the_places_does_not_matter() -> None:
    assert draw(team_of(*reversed(usual_places()))) == draw(team_of())


def test_numbers_in_keys_sort_as_numbers() -> None:
    places = [Place(f"seat-{i}", "Coach", Ring.PARTNER, "jeugdhulp", f"Coach {i}") for i in (10, 9)]
    assert [node.label for node in draw(team_of(*places)).nodes] == ["Coach 9, Coach", "Coach 10, Coach"]


@patient
@given(st.integers(0, 10), st.text("abcdefghijk ", min_size=1, max_size=18), st.booleans())
def test_a_successor_moves_nobody(index: int, name: str, is_new: bool) -> None:
    places = list(usual_places())
    places[index] = replace(places[index], name=name, is_new=is_new, days=None)
    assert spots(draw(team_of(*places))) == spots(draw(team_of()))


@patient
@given(st.integers(2, 10), NAMES)
def test_a_partner_with_any_name_moves_nobody_else(index: int, name: str) -> None:
    places = list(usual_places())
    places[index] = replace(places[index], name=name)
    before, after = draw(team_of()), draw(team_of(*places))
    labels = [node.label.split(",")[0] for node in before.nodes]
    moved = labels.index(usual_places()[index].name or "Vacature")
    assert [spot for i, spot in enumerate(spots(after)) if i != moved] == [
        spot for i, spot in enumerate(spots(before)) if i != moved
    ]


@pytest.mark.parametrize(
    "school", ["De Wilgenhoek", "Openbare Daltonbasisschool De Grote Wilgenhoek", "W" * 77, "ab " * 25]
)
def test_the_schools_name_fits_its_circle(school: str) -> None:
    drawing = draw(team_of(school=school))
    radius = float(drawing.core_radius)
    corners = [box_of(line) for line in drawing.core]
    assert all(hypot(max(-b.left, b.right), max(-b.top, b.bottom)) < radius for b in corners)
    assert "".join(line.text for line in drawing.core if line.kind == "school").replace(" ", "") == school.replace(
        " ", ""
    )


def test_a_team_without_places_is_only_the_school() -> None:
    drawing = draw(Team("De Wilgenhoek", "", "", ()))
    assert drawing.nodes == ()
    assert drawing.sectors == ()
