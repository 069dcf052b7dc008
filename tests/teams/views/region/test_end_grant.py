"""/regios/<id>/bevoegdheden/<id>/beeindigen/ and its twin for coordinators: power ends after a last day."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant, Region, School
from schools.trail import opened
from teams.models import Coordinator
from tests.factories import GrantFactory, OrganisationFactory, UserFactory
from tests.pages import beside, errors, meanwhile, messages, page, send, undo_url, values

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
def grant(region: Region) -> Grant:
    row: Grant = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region, user__email="ineke@example.nl")
    return row


@pytest.fixture
def coordinator(region: Region) -> Coordinator:
    return Coordinator.objects.create(
        user=UserFactory(email="margriet@example.nl"),
        organisation=OrganisationFactory(region=region, name="CJG Duin"),
        starts_on=date(2024, 8, 1),
    )


def url_of(region: Region, power: Grant | Coordinator) -> str:
    what = "coordinatoren" if isinstance(power, Coordinator) else "bevoegdheden"
    return f"/regios/{region.pk}/{what}/{power.pk}/beeindigen/"


def last_day(power: Grant | Coordinator) -> date | None:
    power.refresh_from_db()
    return power.ends_on


@pytest.mark.parametrize("name", ["grant", "coordinator"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("outsider", 404),
        ("editor", 404),
        ("far_swv", 404),
        ("part", 403),
        ("guide", 403),
        ("swv", 403),
    ],
)
def test_who_may_not_ends_nothing(
    request: pytest.FixtureRequest, beheerder: Client, region: Region, name: str, who: str, status: int
) -> None:
    power = request.getfixturevalue(name)
    url = url_of(region, power)
    data = {**values(beheerder.get(url), url), "last_day": "2026-11-22"}
    client = request.getfixturevalue(who)
    assert (client.get(url).status_code, client.post(url, data).status_code) == (status, status)
    assert last_day(power) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("grant", "ineke@example.nl als procesbegeleider van Zuid-Duinstreek: laatste dag 31 december 2026."),
        ("coordinator", "margriet@example.nl als coördinator van CJG Duin: laatste dag 31 december 2026."),
    ],
)
def test_it_ends_after_its_last_day_and_the_message_undoes_that(
    request: pytest.FixtureRequest, beheerder: Client, region: Region, name: str, said: str
) -> None:
    power = request.getfixturevalue(name)
    answer = send(beheerder, url_of(region, power), last_day="2026-12-31")
    assert (answer.url, last_day(power)) == (f"/regios/{region.pk}/wie-mag-wat/", date(2026, 12, 31))  # type: ignore[attr-defined]
    assert messages(beheerder.get("/regios/")) == [said]
    send(beheerder, url_of(region, power), last_day="2026-12-30")
    beheerder.post(undo_url(beheerder))
    assert last_day(power) == date(2026, 12, 31)


def test_a_grant_older_than_its_history_is_ended_and_comes_back(
    beheerder: Client, region: Region, grant: Grant
) -> None:
    """Nothing was kept of it before; undoing its end must not take it away."""
    with opened("Voor de proef."):
        Grant.history.all().delete()
    send(beheerder, url_of(region, grant), last_day="2026-12-31")
    beheerder.post(undo_url(beheerder))
    assert last_day(grant) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Dit is nog leeg. Vul het in."),
        ("2024-07-31", "De laatste dag kan niet voor 1 augustus 2024 liggen, de eerste dag."),
        ("nooit", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
    ],
)
def test_a_wrong_day_is_refused(beheerder: Client, region: Region, grant: Grant, typed: str, said: str) -> None:
    answer = send(beheerder, url_of(region, grant), last_day=typed)
    assert (beside(answer, "last_day"), last_day(grant)) == (said, None)


@pytest.mark.parametrize(("starts_on", "gone"), [(TODAY, True), (TOMORROW, True), (YESTERDAY, False)])
def test_what_has_not_begun_can_be_called_off(
    beheerder: Client, region: Region, grant: Grant, starts_on: date, gone: bool
) -> None:
    Grant.objects.filter(pk=grant.pk).update(starts_on=starts_on)
    send(beheerder, url_of(region, grant), last_day="")
    assert Grant.objects.filter(pk=grant.pk).exists() is not gone


def test_who_comes_second_is_told(beheerder: Client, region: Region, grant: Grant) -> None:
    url = url_of(region, grant)
    opened = beheerder.get(url)
    send(beheerder, url, last_day="2026-12-31")
    answer = send(beheerder, url, opened, last_day="2027-01-31")
    assert (answer.status_code, meanwhile(answer)) == (409, ["Gegevens: tot en met is nu 31 december 2026 (was leeg)."])


def test_another_regions_grant_is_not_found_here(beheerder: Client, region: Region, far: School) -> None:
    foreign = GrantFactory(region=far.region)
    cjg = OrganisationFactory(region=far.region)
    other = Coordinator.objects.create(user=UserFactory(), organisation=cjg, starts_on=TODAY)
    assert [beheerder.get(url_of(region, power)).status_code for power in (foreign, other)] == [404, 404]


# There is always a beheerder


@pytest.fixture
def own(beheerder: Client) -> Grant:
    return Grant.objects.get(user__email="beheerder@example.nl")


def another(**fields: object) -> Grant:
    row: Grant = GrantFactory(**{"kind": GrantKind.BEHEERDER, "region": None, "starts_on": YESTERDAY, **fields})
    return row


NO_BEHEERDER = (
    "Dan is er geen beheerder meer. Maak eerst iemand anders beheerder, zonder einddatum; "
    "die moet op deze dag al begonnen zijn."
)


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        (None, False),
        ({"ends_on": date(2030, 1, 1)}, False),
        ({"starts_on": TOMORROW}, False),
        ({"user__is_active": False}, False),
        ({"kind": GrantKind.SWV}, False),
        ({}, True),
    ],
    ids=["nobody else", "who stops herself", "who has not begun", "who cannot sign in", "an swv", "another beheerder"],
)
def test_the_last_beheerder_cannot_be_ended(
    beheerder: Client, region: Region, own: Grant, fields: dict[str, object] | None, may: bool
) -> None:
    if fields is not None:
        another(**({**fields, "region": region} if "kind" in fields else fields))
    answer = send(beheerder, url_of(region, own), last_day="2026-11-22")
    assert (last_day(own), answer.status_code) == ((TODAY, 302) if may else (None, 200))
    assert may or errors(answer) == [NO_BEHEERDER]


def test_who_ends_her_own_is_warned_and_goes_home(beheerder: Client, region: Region, own: Grant) -> None:
    another()
    url = url_of(region, own)
    assert "Dit is je eigen bevoegdheid." in page(beheerder.get(url)).text_content()
    answer = send(beheerder, url, last_day="2026-11-21")
    assert (answer.url, beheerder.get("/regios/").status_code) == ("/", 404)  # type: ignore[attr-defined]


def test_making_somebody_beheerder_is_not_undone_when_nobody_else_would_be(
    beheerder: Client, region: Region, own: Grant
) -> None:
    """She gave it, and her own has an end since: then taking the other's away leaves nobody."""
    url = f"/regios/{region.pk}/wie-mag-wat/geven/"
    send(beheerder, url, email="nieuw@example.nl", kind="beheerder", starts_on="2026-11-22")
    undo = undo_url(beheerder)
    send(beheerder, url_of(region, own), last_day="2026-12-31")
    assert beheerder.post(undo).status_code == 403
    assert User.objects.get(email="nieuw@example.nl").grants.exists()
