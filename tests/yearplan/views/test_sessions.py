"""The page of one session of the year: where it can go, moving it there, and back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    GrantFactory,
    InvitationFactory,
    MeetingFactory,
    MembershipFactory,
    ProposalFactory,
    ProposedSessionFactory,
)
from tests.pages import page as page_of
from tests.pages import sign_in
from tests.yearplan.years import NOW, Around
from yearplan.actions.computing import take_step
from yearplan.actions.sending import take_step as send_one
from yearplan.models import Absence, Batch, ClosedDay, ProposedSession, Run, SchoolWish, YearPlan
from yearplan.sendable import sendable_of

pytestmark = pytest.mark.django_db
Page = Any  # of lxml


@pytest.fixture
def around(today: date) -> Around:
    found = Around(schools=2)
    found.computed()
    return found


@pytest.fixture
def planner(around: Around) -> Client:
    return sign_in(Client(), around.user)


def url(session: ProposedSession, name: str = "session") -> str:
    return reverse(f"yearplan:{name}", args=[session.proposal.plan_id, session.pk])


def test_the_moments_that_fit_are_ranked_and_the_present_one_is_among_them(around: Around, planner: Client) -> None:
    """All are Tuesdays, when the coach works, at the four starting times."""
    row = around.session()
    page = page_of(planner.get(url(row)))
    places = [text.strip() for text in page.xpath("//p[@class='place-when']/text()[1]")]
    assert len(places) > 20
    assert {place[:2] for place in places} == {"di"}
    assert len(page.xpath("//li[contains(@class, 'place-now')]")) == 1


def test_moving_and_the_way_back(around: Around, planner: Client) -> None:
    row = around.session()
    form = page_of(planner.get(url(row))).xpath("//li[@class='place']//form")[0]
    sent = dict(form.form_values())
    answer = planner.post(url(row, "move"), sent)
    moved = around.session()
    assert moved.starts_at != row.starts_at
    assert moved.starts_at is not None
    assert (moved.is_locked, moved.starts_at.isoformat()) == (True, _utc(sent["naar"]))
    assert answer["Location"] == url(row)
    undo(planner, url(row))
    back = around.session()
    assert (back.starts_at, back.is_locked) == (row.starts_at, False)


def undo(planner: Client, page: str) -> Page:
    """Press what takes back the last move, on this page of the plan."""
    form = page_of(planner.get(page)).xpath("//form[@class='undo-line']")[0]
    answer = planner.post(form.get("action"), dict(form.form_values()), follow=True)
    assert answer.redirect_chain == [(page, 302)]
    return page_of(answer)


def move_on(planner: Client, row: ProposedSession, number: int) -> None:
    form = page_of(planner.get(url(row))).xpath("//li[@class='place']//form")[number]
    planner.post(url(row, "move"), dict(form.form_values()))


@pytest.mark.parametrize("name", ["plan", "week", "people", "proposals", "send", "settings", "replan"])
def test_moves_are_undone_one_by_one_from_every_page_of_the_plan(around: Around, planner: Client, name: str) -> None:
    rows = [around.session(0), around.session(1)]
    for row in rows:
        move_on(planner, row, 3)
    address = reverse(f"yearplan:{name}", args=[around.plan.pk])
    assert around.session(1).starts_at != rows[1].starts_at
    page = undo(planner, address)
    assert (around.session(0).is_locked, around.session(1).starts_at) == (True, rows[1].starts_at)
    assert page.xpath("string(//form[@class='undo-line']/p)") == "Verplaatst: de verdieping van De Boog 0"
    page = undo(planner, address)
    assert around.session(0).starts_at == rows[0].starts_at
    assert page.xpath("//form[@class='undo-line']") == []


def test_a_second_press_of_the_same_undo_takes_nothing_more_back(around: Around, planner: Client) -> None:
    rows = [around.session(0), around.session(1)]
    for row in rows:
        move_on(planner, row, 3)
    form = page_of(planner.get(url(rows[0]))).xpath("//form[@class='undo-line']")[0]
    for _ in range(2):
        planner.post(form.get("action"), dict(form.form_values()))
    assert (around.session(0).starts_at == rows[0].starts_at, around.session(1).starts_at == rows[1].starts_at) == (
        False,
        True,
    )


def test_what_another_moved_meanwhile_is_not_undone(around: Around, planner: Client) -> None:
    row = around.session()
    move_on(planner, row, 3)
    other = sign_in(Client(), GrantFactory(region=around.region).user)
    move_on(other, row, 5)
    moved = around.session().starts_at
    page = undo(planner, url(row))
    assert around.session().starts_at == moved
    said = page.xpath("string(//div[contains(@class, 'message-error')]//p)")
    assert said.startswith(
        "Dit kan niet meer ongedaan gemaakt worden. De verdieping van De Boog 0 staat intussen anders"
    )
    assert page.xpath("//form[@class='undo-line']") == []


def test_what_was_sent_since_is_not_undone(around: Around, planner: Client) -> None:
    row = around.session()
    move_on(planner, row, 3)
    moved = around.session().starts_at
    MeetingFactory(school=row.school, kind="verdieping", starts_at=moved)
    page = undo(planner, url(row))
    assert (around.session().starts_at, around.session().moves_from) == (moved, None)
    assert page.xpath("string(//div[contains(@class, 'message-error')]//p)") == (
        "Dit kan niet meer ongedaan gemaakt worden. Dit is intussen verstuurd. Kies zelf een ander moment."
    )


def test_nobody_undoes_what_another_moved(around: Around, planner: Client) -> None:
    row = around.session()
    move_on(planner, row, 3)
    other = sign_in(Client(), GrantFactory(region=around.region).user)
    assert page_of(other.get(url(row))).xpath("//form[@class='undo-line']") == []


def test_undoing_leads_to_no_other_site(around: Around, planner: Client) -> None:
    move_on(planner, around.session(), 3)
    answer = planner.post(
        reverse("yearplan:undo", args=[around.plan.pk]), {"nummer": "1", "terug": "//elders.example.nl/"}
    )
    assert answer["Location"] == reverse("yearplan:plan", args=[around.plan.pk])


def test_a_session_that_was_sent_says_that_it_stays_and_how_it_moves(around: Around, planner: Client) -> None:
    row = around.session()
    MeetingFactory(school=row.school, kind="verdieping", starts_at=row.starts_at)
    page = page_of(planner.get(url(row)))
    assert [chip.text for chip in page.xpath("//div[@class='page-head']/span")] == ["gepland", "staat vast"]
    said = page.xpath("string(//p[contains(@class, 'after-actions')])")
    assert said.startswith("Deze bijeenkomst is verstuurd en staat daarom vast")
    assert "Toch verplaatsen? Kies hieronder een ander moment" in said
    assert page.xpath("//li[@class='place']//form") != []


class TestTheSchoolSaysNo:
    """To the day of a session."""

    def say_no(self, planner: Client, row: ProposedSession) -> Page:
        form = page_of(planner.get(url(row))).xpath("//form[contains(@action, 'kan-niet')]")[0]
        return page_of(planner.post(form.get("action"), dict(form.form_values()), follow=True))

    def test_the_year_is_planned_again_with_the_fewest_moves(self, around: Around, planner: Client) -> None:
        row = around.session()
        row.is_locked = True
        row.save()
        others = {each.pk: each.starts_at for each in row.proposal.sessions.exclude(pk=row.pk)}
        self.say_no(planner, row)
        run = Run.objects.get(state="searching")
        assert (run.kind, run.about.startswith("De Boog 0 kan niet op di ")) == ("replan", True)
        while Run.objects.moving().exists():
            take_step(run.pk, run.attempt, lambda *_: None)
        found = around.plan.proposals.exclude(pk=row.proposal_id)
        assert found.count() > 1
        for proposal in found:
            moved = proposal.sessions.get(school=row.school, kind=row.kind)
            assert (moved.day is not None, moved.day == row.day) == (True, False)
            stays = proposal.sessions.exclude(pk=moved.pk).values_list("starts_at", flat=True)
            assert sorted(stays) == sorted(others.values())  # type: ignore[type-var]

    def test_also_when_it_was_sent(self, around: Around, planner: Client) -> None:
        row = around.session()
        meeting = MeetingFactory(school=row.school, kind="verdieping", starts_at=row.starts_at)
        InvitationFactory(meeting=meeting, professional=around.coach)
        self.say_no(planner, row)
        run = Run.objects.get(state="searching")
        while Run.objects.moving().exists():
            take_step(run.pk, run.attempt, lambda *_: None)
        moved = around.plan.proposals.order_by("-number")[0].sessions.get(school=row.school, kind=row.kind)
        assert (moved.moves_from, moved.day == row.day) == (row.starts_at, False)

    def test_until_one_is_chosen_the_year_says_so_and_it_is_not_sent(self, around: Around, planner: Client) -> None:
        row = around.session()
        page = self.say_no(planner, row)
        said = [banner.text_content() for banner in page.xpath("//div[contains(@class, 'banner')]/p")]
        assert said == ["1 bijeenkomst staat op een dag waarop de school niet kan: verdieping van De Boog 0."]
        assert row not in [each.row for each in sendable_of(row.proposal, today=NOW.date())]
        assert len(sendable_of(row.proposal, today=NOW.date())) == 3

    def test_no_moment_on_that_day_is_offered_any_more(self, around: Around, planner: Client) -> None:
        row = around.session()
        self.say_no(planner, row)
        sent = page_of(planner.get(url(row))).xpath("//input[@name='naar']/@value")
        assert [moment for moment in sent if moment.startswith(str(row.day))] == []

    def test_a_page_that_is_out_of_date_closes_nothing(self, around: Around, planner: Client) -> None:
        row = around.session()
        planner.post(url(row, "close_day"), {"gezien": "2027-03-09T13:00:00+01:00"})
        assert (ClosedDay.objects.count(), Run.objects.moving().count()) == (0, 0)

    def test_what_was_held_has_no_day_to_close(self, around: Around, planner: Client) -> None:
        row = around.session()
        MeetingFactory(school=row.school, kind="verdieping", state="held", starts_at=row.starts_at)
        planner.post(url(row, "close_day"), {"gezien": row.starts_at.isoformat()})  # type: ignore[union-attr]
        assert ClosedDay.objects.count() == 0
        assert page_of(planner.get(url(row))).xpath("//form[contains(@action, 'kan-niet')]") == []


def _utc(text: str) -> str:
    from datetime import UTC, datetime

    return datetime.fromisoformat(text).astimezone(UTC).isoformat()


def test_a_page_that_is_out_of_date_moves_nothing(around: Around, planner: Client) -> None:
    row = around.session()
    form = dict(page_of(planner.get(url(row))).xpath("//li[@class='place']//form")[0].form_values())
    planner.post(url(row, "move"), form)
    moved = around.session().starts_at
    page = page_of(planner.post(url(row, "move"), form | {"naar": "2027-04-06T13:00:00+02:00"}, follow=True))
    assert around.session().starts_at == moved
    said = page.xpath("string(//div[contains(@class, 'message-error')]//p)")
    assert said.startswith("Er is niets gedaan. De verdieping van De Boog 0 staat intussen anders: ")


@pytest.mark.parametrize(
    "naar",
    ["", "morgen", "2027-03-09", "2027-03-09T15:00", "9999-99-99T00:00+00:00", "0001-01-01T00:00:00+14:00", "\x00"],
)
def test_what_is_no_moment_is_refused_and_changes_nothing(around: Around, planner: Client, naar: str) -> None:
    row = around.session()
    answer = planner.post(url(row, "move"), {"naar": naar, "gezien": row.starts_at.isoformat()})  # type: ignore[union-attr]
    assert (answer.status_code, around.session().starts_at) == (400, row.starts_at)


def test_locking_and_letting_go(around: Around, planner: Client) -> None:
    row = around.session()
    seen = row.starts_at.isoformat()  # type: ignore[union-attr]
    planner.post(url(row, "lock"), {"vast": "1", "gezien": seen})
    assert around.session().is_locked
    planner.post(url(row, "lock"), {"vast": "0", "gezien": seen})
    assert not around.session().is_locked


def test_a_session_of_another_proposal_is_not_there(around: Around, planner: Client) -> None:
    other = ProposedSessionFactory(proposal=ProposalFactory(plan=around.plan, is_chosen=False))
    assert planner.get(url(other)).status_code == 404


class TestSettings:
    def test_they_are_kept(self, around: Around, planner: Client) -> None:
        assert _save(around, planner, starts="9.00, 13:30", most_a_day="2").status_code == 302
        plan = YearPlan.objects.get()
        assert (plan.starts, plan.most_a_day, plan.version) == ("09:00 13:30", 2, 2)

    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            (
                {"starts": "8.30, 23.30"},
                "starts",
                "23.30 uur is geen begintijd voor een school: kies tussen 7.00 en 18.00 uur.",
            ),
            ({"starts": "half negen"}, "starts", "Dit is geen tijd: half. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."),
            ({"autumn_last": "2026-08-20"}, "autumn_last", "Deze dag ligt voor de eerste dag."),
            ({"spring_last": "2028-01-01"}, "spring_last", "Deze dag ligt niet in het schooljaar 2026-2027."),
            ({"same_district": "60"}, "same_municipality", "Dichterbij kan niet langer duren dan verder weg."),
        ],
    )
    def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(
        self, around: Around, planner: Client, typed: dict[str, str], field: str, said: str
    ) -> None:
        answer = _save(around, planner, **typed)
        assert answer.status_code == 200
        assert answer.context["form"].errors == {field: [said]}
        (name, value), *_ = typed.items()
        assert page_of(answer).xpath(f"//input[@name='{name}']/@value") == [value]
        assert YearPlan.objects.get().version == 1

    def test_who_saves_over_somebody_else_hears_it_first(self, around: Around, planner: Client) -> None:
        _save(around, planner, most_a_day="2")
        answer = _save(around, planner, most_a_week="4", version="1")
        assert (answer.status_code, YearPlan.objects.get().most_a_week) == (409, 6)
        again = dict(page_of(answer).xpath("//main//form")[0].form_values())
        assert planner.post(answer.wsgi_request.path, again).status_code == 302
        assert YearPlan.objects.get().most_a_week == 4


def _save(around: Around, planner: Client, **typed: str):  # type: ignore[no-untyped-def]
    address = reverse("yearplan:settings", args=[around.plan.pk])
    form = page_of(planner.get(address)).xpath("//main//form")[0]
    return planner.post(address, dict(form.form_values()) | {"seconds": "20"} | typed)


class TestAbsence:
    def test_it_is_noted_with_what_it_falls_upon_and_taken_away_again(self, around: Around, planner: Client) -> None:
        row = around.session()
        address = reverse("yearplan:replan", args=[around.plan.pk])
        days = {"first_day": str(row.day), "last_day": str(row.day)}
        page = page_of(planner.post(address, days | {"professional": around.coach.pk}, follow=True))
        shown = page.xpath("//details//li/text()")
        assert [text.split(",")[0] for text in shown][:1] == ["De Boog 0"]
        absence = Absence.objects.get()
        planner.post(reverse("yearplan:present", args=[around.plan.pk, absence.pk]))
        assert Absence.objects.count() == 0

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [("2027-03-09", "2027-03-01", "last_day"), ("2029-03-09", "2029-03-10", "first_day"), ("", "x", "first_day")],
    )
    def test_wrong_days_are_said(self, around: Around, planner: Client, first: str, last: str, field: str) -> None:
        address = reverse("yearplan:replan", args=[around.plan.pk])
        typed = {"first_day": first, "last_day": last, "professional": around.coach.pk}
        answer = planner.post(address, typed)
        assert field in answer.context["form"].errors
        assert Absence.objects.count() == 0


def test_nobody_of_another_region_is_noted_as_absent(around: Around, planner: Client) -> None:
    stranger = MembershipFactory().professional
    typed = {"first_day": "2027-03-01", "last_day": "2027-03-02", "professional": stranger.pk}
    answer = planner.post(reverse("yearplan:replan", args=[around.plan.pk]), typed)
    assert list(answer.context["form"].errors) == ["professional"]
    assert Absence.objects.count() == 0


def test_nobody_of_another_region_guides(around: Around, planner: Client) -> None:
    stranger = MembershipFactory().professional
    answer = _save(around, planner, facilitator=str(stranger.pk))
    assert list(answer.context["form"].errors) == ["facilitator"]
    assert YearPlan.objects.get().facilitator == around.guide


class TestSending:
    def test_the_numbers_are_shown_before_anything_goes(self, around: Around, planner: Client) -> None:
        address = reverse("yearplan:send", args=[around.plan.pk])
        first = page_of(planner.get(address)).xpath("//main//form")[0]
        asked = planner.post(address, dict(first.form_values()) | {"which": "alles"})
        assert around.plan.batches.count() == 0
        page = page_of(asked)
        assert page.xpath("string(//p[@class='summary-title'])") == (
            "4 bijeenkomsten van 2 scholen: 12 mails aan 4 mensen"
        )
        sent = planner.post(address, dict(page.xpath("//main//form")[0].form_values()))
        batch = around.plan.batches.get()
        assert sent["Location"] == reverse("yearplan:batch", args=[around.plan.pk, batch.pk])
        assert batch.lines.count() == 4

    def test_a_second_person_who_presses_is_told_that_it_is_on_its_way(self, around: Around, planner: Client) -> None:
        address = reverse("yearplan:send", args=[around.plan.pk])
        shown = dict(page_of(self.ask(planner, address)).xpath("//main//form")[-1].form_values())
        planner.post(address, shown)
        Batch.objects.update(moved_at=NOW - timedelta(seconds=5))
        other = sign_in(Client(), GrantFactory(region=around.region).user)
        page = page_of(other.post(address, shown, follow=True))
        assert around.plan.batches.count() == 1
        assert page.xpath("string(//div[contains(@class, 'message')]//p)").strip() == (
            f"{around.user} was al aan het versturen. Je ziet hoe ver dat is; er gaat niets dubbel uit."
        )

    def test_a_reader_reads_why_something_was_not_sent_but_not_that_somebody_is_absent(
        self, around: Around, planner: Client
    ) -> None:
        """Through sending itself: the coach is noted as absent after the year was computed."""
        address = reverse("yearplan:send", args=[around.plan.pk])
        shown = dict(page_of(self.ask(planner, address)).xpath("//main//form")[-1].form_values())
        planner.post(address, shown)
        days = {"first_day": date(2026, 11, 1), "last_day": date(2027, 7, 1)}
        Absence.objects.create(plan=around.plan, professional=around.coach, **days)
        batch = around.plan.batches.get()
        while Batch.objects.filter(pk=batch.pk, state="sending").exists():
            send_one(batch.pk, batch.attempt, lambda *_: None)
        reader = GrantFactory(kind="swv", region=around.region).user
        address = reverse("yearplan:batch", args=[around.plan.pk, batch.pk])
        said = [
            set(
                page_of(sign_in(Client(), user).get(address)).xpath(
                    "//section[@aria-labelledby='kop-niet']//div/p[3]/text()"
                )
            )
            for user in (around.user, reader)
        ]
        assert said == [{"Kim Bos is dan afwezig."}, {"Kim Bos kan dan niet."}]

    def test_a_second_person_who_comes_later_is_told_who_sent(self, around: Around, planner: Client) -> None:
        address = reverse("yearplan:send", args=[around.plan.pk])
        shown = dict(page_of(self.ask(planner, address)).xpath("//main//form")[-1].form_values())
        planner.post(address, shown)
        batch = around.plan.batches.get()
        while Batch.objects.filter(pk=batch.pk, state="sending").exists():
            send_one(batch.pk, batch.attempt, lambda *_: None)
        other = sign_in(Client(), GrantFactory(region=around.region).user)
        said = page_of(other.post(address, shown)).xpath("string(//p[@class='empty'])")
        assert said == (
            f"Alles wat in het plan staat, is verstuurd. {around.user} verstuurde op zo 22 november om 12.00 uur "
            "4 bijeenkomsten."
        )

    def test_another_choice_or_another_moment_is_asked_about_again(self, around: Around, planner: Client) -> None:
        address = reverse("yearplan:send", args=[around.plan.pk])
        shown = dict(page_of(self.ask(planner, address)).xpath("//main//form")[0].form_values())
        row = around.session()
        ProposedSession.objects.filter(pk=row.pk).update(starts_at=row.starts_at + timedelta(days=7))  # type: ignore[operator]
        again = planner.post(address, shown)
        assert around.plan.batches.count() == 0
        assert page_of(again).xpath("string(//p[@class='warning'])") == (
            "Dit is iets anders dan je net zag. Kijk het nog eens na."
        )
        planner.post(address, dict(page_of(again).xpath("//main//form")[0].form_values()))
        assert around.plan.batches.get().lines.count() == 4

    @staticmethod
    def ask(planner: Client, address: str):  # type: ignore[no-untyped-def]
        return planner.post(address, {"which": "alles", "reason": "Zo past het."})


def test_a_session_for_which_a_moment_is_asked_leads_to_its_own_page(around: Around, planner: Client) -> None:
    poll = MeetingFactory(school=around.schools[0], kind="verdieping", state="date_asked", starts_at=None, year=2026)
    answer = planner.get(url(around.session()))
    assert answer["Location"] == reverse("meetings:meeting", args=[poll.pk])


def test_a_session_of_a_school_that_was_left_out_leads_back_to_the_year(around: Around, planner: Client) -> None:
    row = around.session()
    SchoolWish.objects.create(plan=around.plan, school=row.school, is_left_out=True)
    assert planner.get(url(row))["Location"] == reverse("yearplan:plan", args=[around.plan.pk])
    page = page_of(
        planner.post(url(row, "move"), {"naar": "nergens", "gezien": row.starts_at.isoformat()}, follow=True)
    )  # type: ignore[union-attr]
    assert around.session().starts_at == row.starts_at
    assert page.xpath("string(//div[contains(@class, 'message-error')]//p)").startswith("Er is niets gedaan.")
