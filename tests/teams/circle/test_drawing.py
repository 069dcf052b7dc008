"""What a Drawing says of a place: its state, marks and words."""

from dataclasses import replace

import pytest

from teams.circle.drawing import Drawing, Node
from teams.circle.layout import draw
from teams.circle.metrics import text_width
from teams.circle.team import Place, Ring, Sector, Stage, Team
from teams.circle.words import describe
from tests.teams.circle.teams import MONDAY_AND_THURSDAY, team_of, usual_places


def place(**changes: object) -> Place:
    fields = {"key": "1", "role": "CJG-coach", "ring": Ring.PARTNER, "domain": "jeugdhulp", "name": "Samira Bakkali"}
    return Place(**{**fields, **changes})  # type: ignore[arg-type]


def node(**changes: object) -> Node:
    return draw(team_of(place(**changes))).nodes[0]


def test_a_person_shows_initials_name_and_role() -> None:
    drawn = node()
    assert (drawn.state, drawn.face.sign.text) == ("filled", "SB")
    assert [(line.kind, line.text) for line in drawn.lines] == [("name", "Samira Bakkali"), ("role", "CJG-coach")]


def test_given_initials_win() -> None:
    assert node(initials="SBa").face.sign.text == "SBa"


def test_an_empty_seat_is_a_vacancy_in_words() -> None:
    drawn = node(name=" ", days=MONDAY_AND_THURSDAY, is_new=True, is_faded=True)
    assert (drawn.state, drawn.face.sign.text, drawn.lines[0].text) == ("vacant", "?", "Vacature")
    assert (drawn.dots, drawn.pill, drawn.badges, drawn.is_dashed) == ((), None, (), True)


def test_working_days_are_five_dots_from_monday() -> None:
    assert [dot.works for dot in node(days=MONDAY_AND_THURSDAY).dots] == [True, False, False, True, False]


def test_unknown_days_draw_no_dots() -> None:
    assert node(days=None).dots == ()


def test_somebody_new_is_marked_with_a_word() -> None:
    pill = node(is_new=True).pill
    assert pill is not None
    assert pill.text.text == "nieuw"


@pytest.mark.parametrize(
    ("stage", "word", "said"),
    [
        (Stage.WISH, "wens", "gewenst vanaf 1 augustus 2027"),
        (Stage.ASKED, "gevraagd", "gevraagd vanaf 1 augustus 2027"),
        (Stage.COMING, "straks", "straks in dit team vanaf 1 augustus 2027"),
    ],
)
def test_somebody_planned_is_marked_with_a_word_and_dashed(stage: Stage, word: str, said: str) -> None:
    drawn = node(stage=stage, begins="1 augustus 2027", is_new=True)
    assert drawn.pill is not None
    assert (drawn.state, drawn.is_dashed, drawn.pill.text.text) == ("planned", True, word)
    assert drawn.label == f"Samira Bakkali, CJG-coach, {said}"


def test_the_description_tells_who_is_only_wished_for() -> None:
    described = draw(team_of(place(), place(key="2", name="Tom de Vries", stage=Stage.WISH))).description
    assert "Samira Bakkali (CJG-coach) en Tom de Vries (CJG-coach, wens)." in described


@pytest.mark.parametrize("stage", Stage)
def test_the_legend_explains_each_word_that_occurs(stage: Stage) -> None:
    signs = draw(team_of(place(stage=stage))).signs
    assert [signs.wish, signs.asked, signs.planned, signs.guest] == [stage is each for each in Stage]


def test_room_for_the_widest_word_is_kept_so_that_no_plan_moves_anybody() -> None:
    spots = [(seen.face.x, seen.face.y) for seen in (node(), node(stage=Stage.ASKED), node(stage=Stage.WISH))]
    assert len(set(spots)) == 1


def test_signs_for_first_contact_and_faded() -> None:
    assert [badge.kind for badge in node(is_first_contact=True, is_faded=True).badges] == ["first", "faded"]
    assert node(is_faded=True).state == "faded"


def test_a_stand_in_is_named() -> None:
    assert [line.text for line in node(stand_in="Kees Pieterse").lines][-1] == "nu: Kees Pieterse"


def test_two_faces_in_one_chair() -> None:
    drawn = node(stand_in="Kees Pieterse", is_faded=True)
    second = drawn.stand_in
    assert second is not None
    assert (drawn.face.sign.text, second.sign.text) == ("SB", "KP")
    assert float(second.radius) < float(drawn.face.radius) < float(node().face.radius)
    given = node(stand_in="Kees Pieterse", stand_in_initials="KPi").stand_in
    assert given is not None
    assert given.sign.text == "KPi"


def test_a_face_holds_as_many_letters_as_fit() -> None:
    crowd = [place(key=f"{number}", initials="WMW", stand_in="Wim", stand_in_initials="WMW") for number in range(20)]
    pairs = [(drawn.face, drawn.stand_in) for drawn in draw(team_of(*crowd)).nodes if drawn.stand_in]
    faces = [face for pair in pairs for face in pair]
    assert {(first.sign.text, second.sign.text) for first, second in pairs} == {("WM", "W")}
    assert all(text_width(face.sign.text, float(face.sign.size), 600) < 2 * float(face.radius) for face in faces)


def test_the_ring_round_the_school_has_a_piece_for_every_required_seat() -> None:
    whole = draw(replace(team_of(), chairs=(True, False, True)))
    assert [chair.is_taken for chair in whole.chairs] == [True, False, True]
    assert len({chair.path for chair in whole.chairs}) == 3
    assert draw(team_of()).chairs == ()


def test_a_domain_that_misses_somebody_shows_it_on_its_rim() -> None:
    drawing = draw(team_of())
    assert {sector.domain: sector.is_missing for sector in drawing.sectors} == {
        "jeugdhulp": False,
        "gezondheid": False,
        "leerplicht": True,
        "passend": False,
        "extern": False,
    }
    assert not drawing.is_disc_missing
    assert draw(team_of(place(name="", ring=Ring.IN_SCHOOL))).is_disc_missing
    assert not draw(team_of(place(name="", is_wished=True))).sectors[0].is_missing


def test_the_keyboard_goes_from_the_school_outwards() -> None:
    drawing = draw(team_of())
    ring_of = {place.key: place.ring for place in usual_places()}
    rings = [ring_of[node.key] for node in drawing.nodes]
    assert rings == sorted(rings, key=list(Ring).index)


def test_on_call_is_dashed_and_in_its_own_sector() -> None:
    drawn = node(ring=Ring.ON_CALL)
    assert (drawn.domain, drawn.is_dashed) == ("extern", True)


def test_a_place_in_school_has_no_line() -> None:
    assert node(ring=Ring.IN_SCHOOL).line is None


def test_the_legend_explains_only_what_occurs() -> None:
    signs = draw(team_of(place(days=MONDAY_AND_THURSDAY))).signs
    assert (signs.days, signs.new, signs.planned, signs.vacant, signs.faded, signs.first_contact, signs.on_call) == (
        True,
        False,
        False,
        False,
        False,
        False,
        False,
    )


def strings(value: object) -> list[str]:
    """All strings in a drawing, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in strings(part)]
    return [text for part in getattr(value, "__dict__", {}).values() for text in strings(part)]


def test_every_id_starts_with_the_prefix() -> None:
    def ids(drawing: Drawing) -> list[str]:
        return [label.id for sector in drawing.sectors for label in sector.labels]

    assert all(found.startswith("morgen-") for found in ids(draw(team_of(), id_prefix="morgen")))
    assert len(set(ids(draw(team_of())))) == len(ids(draw(team_of())))


def test_coordinates_never_have_a_comma_or_an_exponent() -> None:
    drawing = draw(team_of())
    paths = [sector.fill for sector in drawing.sectors] + [drawing.disc, drawing.view_box]
    assert not any("," in path or "e" in path.lower() for path in paths)
    assert all("\n" not in text for text in strings(drawing))


def test_hostile_words_come_through_as_words() -> None:
    drawn = node(name='<script>alert("1")</script>\n  x')
    assert "".join(line.text for line in drawn.lines if line.kind == "name").replace(" ", "") == (
        '<script>alert("1")</script>x'
    )


def test_an_unknown_domain_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown domain"):
        place(domain="sport")
    with pytest.raises(ValueError, match="unknown domain"):
        Sector("sport", "Sport")


def test_the_words_of_a_place_name_everything_it_shows() -> None:
    drawn = node(days=MONDAY_AND_THURSDAY, is_new=True, is_faded=True, is_first_contact=True, stand_in="Kees Pieterse")
    assert drawn.label == (
        "Samira Bakkali, CJG-coach, eerste contact, nieuw, al een half jaar niet bevestigd, "
        "nu vervangen door Kees Pieterse, werkt maandag en donderdag"
    )


def test_an_empty_seat_that_is_only_wished_is_no_vacancy() -> None:
    drawn = node(name="", is_wished=True)
    assert (drawn.state, drawn.lines[0].text, drawn.label) == ("wished", "Gewenst", "Gewenst, CJG-coach")


def test_the_description_tells_what_is_wished_apart_from_what_is_vacant() -> None:
    wished = Place("1", "consulent", Ring.PARTNER, "passend", is_wished=True)
    vacant = Place("2", "leerplichtambtenaar", Ring.PARTNER, "leerplicht")
    said = describe(Team("De Zeester", "basisschool", "", (wished, vacant)))
    assert said.endswith("Vacature: leerplichtambtenaar. Gewenst, maar nog leeg: consulent.")


def test_the_words_of_a_vacancy_invite_who_may_fill_it() -> None:
    assert node(name="", url="/vul/").label == "Vacature, CJG-coach, vul in"
    assert node(name="").label == "Vacature, CJG-coach"


def test_the_description_tells_the_whole_team() -> None:
    assert draw(team_of()).description == (
        "Het kernteam van De Wilgenhoek heeft 11 plekken. "
        "In de school: Anneke Visser (Intern begeleider) en Peter Groen (Directeur). "
        "CJG · jeugdhulp: Samira Bakkali (CJG-coach) en Tom de Vries (Schoolmaatschappelijk werk). "
        "GGD Duinstreek: Eva Jansen (Jeugdarts) en Mirjam Smit (Jeugdverpleegkundige). "
        "Leerplicht: vacature (Leerplichtambtenaar). "
        "Passend onderwijs: Floor van den Berg (Consulent passend onderwijs). "
        "Op afroep: Veilig Thuis (24 uur bereikbaar), Beschermtafel (via CJG) en Joris Mulder (Wijkagent). "
        "Vacature: Leerplichtambtenaar."
    )


def test_the_description_of_a_full_team_says_so() -> None:
    assert draw(team_of(*usual_places()[:1])).description == (
        "Het kernteam van De Wilgenhoek heeft 1 plek. In de school: Anneke Visser (Intern begeleider). "
        "Er zijn geen vacatures."
    )
