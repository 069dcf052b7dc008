"""Row h6: calendar addresses. Who has one reads the calendar: it cannot be guessed or told on, nor outlive its owner.

Each property is tried on a stage of its own. The controls are in it: the right address answers, also to a visitor who
is held up for trying wrong ones, and a person's calendar does hold the session that she is asked to.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from math import log2
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from meetings.actions.feeds import close_feed, renew_feed
from meetings.calendars.feeds import feed_url
from meetings.models import CalendarFeed
from meetings.models.feed import SECRET_BYTES, new_secret
from proof.rows import Figure
from proof.stage import Stage, build, client_of
from proof.visitors import at
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory, seat

LIMIT = 20  # "address_missed" in the settings, a minute
WANTED_BITS = 128
MINE, NOT_ASKED, LEFT, STRANGE = "Kanarie-eigen", "Kanarie-ongevraagd", "Kanarie-vorige", "Kanarie-vreemd"


@dataclass(frozen=True)
class Scene:
    """A coach with a calendar address; sessions that are hers, of her school without her, of a school that she left,
    and of another region."""

    stage: Stage
    coach: Professional
    user: User
    feed: CalendarFeed


Property = Callable[[Scene], bool]


def measure(*, quick: bool) -> Figure:
    failing = []
    for holds in PROPERTIES:
        cache.clear()
        if not holds(_scene()):
            failing.append(holds.__name__)
    bits, text = _bits(200 if quick else 20_000), f"{len(PROPERTIES) - len(failing)} of {len(PROPERTIES)} properties"
    found = f"{text} pass; a secret has {SECRET_BYTES * 8} random bits, of which {bits:.0f} were seen to vary"
    return Figure(found, not failing and bits >= WANTED_BITS, tuple(failing))


def _bits(samples: int) -> float:
    """The bits of which each place in the secret shows every sign; none twice. A generator that is poor shows fewer."""
    secrets = [new_secret() for _ in range(samples)]
    if len(set(secrets)) < samples:
        return 0
    return sum(log2(len(set(signs))) for signs in zip(*secrets, strict=True))


def the_right_address_answers_without_signing_in(scene: Scene) -> bool:
    answer = at(1).get(_path(scene))
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar") and MINE in _text(answer)


def it_shows_no_session_of_anybody_else(scene: Scene) -> bool:
    text = _text(at(1).get(_path(scene)))
    return MINE in text and not any(canary in text for canary in (NOT_ASKED, LEFT, STRANGE))


def it_names_no_addresses_of_people(scene: Scene) -> bool:
    return "mailto" not in _text(at(1).get(_path(scene))).lower()


def a_schools_calendar_shows_that_school_only(scene: Scene) -> bool:
    path = _path_of(renew_feed(of=scene.stage.school, actor=scene.stage.ib))
    text = _text(at(1).get(path))
    return MINE in text and NOT_ASKED in text and LEFT not in text and STRANGE not in text


def a_school_that_closed_shows_nothing(scene: Scene) -> bool:
    path = _path_of(renew_feed(of=scene.stage.school, actor=scene.stage.ib))
    School.objects.filter(pk=scene.stage.school.pk).update(closed_on=timezone.localdate() - timedelta(days=1))
    text = _text(at(1).get(path))
    return "VCALENDAR" in text and MINE not in text


def who_leaves_the_team_reads_nothing_from_that_day(scene: Scene) -> bool:
    Membership.objects.filter(professional=scene.coach, ends_on=None).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    return MINE not in _text(at(1).get(_path(scene)))


def an_account_that_is_closed_reads_nothing(scene: Scene) -> bool:
    User.objects.filter(pk=scene.user.pk).update(is_active=False)
    return MINE not in _text(at(1).get(_path(scene)))


def renewing_closes_the_old_address_at_once(scene: Scene) -> bool:
    old = _path(scene)
    new = _path_of(renew_feed(of=scene.coach, actor=scene.user))
    return (at(1).get(old).status_code, at(1).get(new).status_code) == (404, 200)


def stopping_closes_it_at_once(scene: Scene) -> bool:
    close_feed(of=scene.coach, actor=scene.user)
    return at(1).get(_path(scene)).status_code == 404


def another_case_or_a_part_is_another_address(scene: Scene) -> bool:
    secret = scene.feed.secret
    tried = (secret.swapcase(), secret[:-1], f"{secret}x", f"{secret}%00", f"{secret} ", "%25", "*")
    return {at(1).get(f"/agenda/{each}.ics").status_code for each in tried} == {404}


def nobody_keeps_it_publicly(scene: Scene) -> bool:
    kept = at(1).get(_path(scene))["Cache-Control"]
    page = client_of(scene.user).get(reverse("meetings:my_feed"))
    return scene.feed.secret in _text(page) and all(
        "no-store" in each and "private" in each for each in (kept, page["Cache-Control"])
    )


def no_referrer_leaves_the_site(scene: Scene) -> bool:
    page = client_of(scene.user).get(reverse("meetings:my_feed"))
    answers = (at(1).get(_path(scene)), page, at(1).get("/agenda/geen.ics"))
    return all(answer["Referrer-Policy"] in {"same-origin", "no-referrer"} for answer in answers)


def the_answer_sets_no_cookie(scene: Scene) -> bool:
    return not at(1).get(_path(scene)).cookies


def only_its_owner_is_shown_it(scene: Scene) -> bool:
    pages = [client_of(scene.stage.ib).get(reverse("meetings:my_feed")), at(1).get(reverse("meetings:my_feed"))]
    return not any(scene.feed.secret in _text(page) for page in pages)


def the_logs_do_not_hold_it(scene: Scene) -> bool:
    """A closed address, a wrong method and a page that breaks are all logged, and none with the secret."""
    path = _path(scene)
    close_feed(of=scene.coach, actor=scene.user)
    with _logged() as lines:
        at(1).get(path)
        at(1).post(path)
        logging.getLogger("django.request").error("Internal Server Error: %s", path)
    return "Not Found: /agenda/…" in lines.getvalue() and scene.feed.secret not in lines.getvalue()


def wrong_addresses_are_limited(_: Scene) -> bool:
    answers = [at(1).get(f"/agenda/{new_secret()}.ics") for _ in range(LIMIT + 5)]
    statuses = [answer.status_code for answer in answers]
    return statuses == [404] * LIMIT + [429] * 5 and "Even wachten" in _text(answers[-1])


def who_guesses_stops_no_calendar_of_others(scene: Scene) -> bool:
    for _ in range(LIMIT + 5):
        at(1).get(f"/agenda/{new_secret()}.ics")
    return (at(1).get(_path(scene)).status_code, at(2).get("/agenda/geen.ics").status_code) == (200, 404)


PROPERTIES: tuple[Property, ...] = (
    the_right_address_answers_without_signing_in,
    it_shows_no_session_of_anybody_else,
    it_names_no_addresses_of_people,
    a_schools_calendar_shows_that_school_only,
    a_school_that_closed_shows_nothing,
    who_leaves_the_team_reads_nothing_from_that_day,
    an_account_that_is_closed_reads_nothing,
    renewing_closes_the_old_address_at_once,
    stopping_closes_it_at_once,
    another_case_or_a_part_is_another_address,
    nobody_keeps_it_publicly,
    no_referrer_leaves_the_site,
    the_answer_sets_no_cookie,
    only_its_owner_is_shown_it,
    the_logs_do_not_hold_it,
    wrong_addresses_are_limited,
    who_guesses_stops_no_calendar_of_others,
)


def _scene() -> Scene:
    stage = build()
    coach = stage.coach.professional
    coach.user = User.objects.create_user(email=f"coach{coach.pk}@example.nl")
    coach.save()
    _session(stage.school, MINE, coach, day=20)
    _session(stage.school, NOT_ASKED, stage.nurse.professional, day=27)
    former = build()
    seat(
        former.school,
        "cjg-coach",
        professional=coach,
        starts_on=stage.today - timedelta(days=90),
        ends_on=stage.today - timedelta(days=1),
    )
    _session(former.school, LEFT, coach, day=34)
    _session(build().school, STRANGE, former.coach.professional, day=41)
    return Scene(stage, coach, coach.user, renew_feed(of=coach, actor=coach.user))


def _session(school: School, canary: str, professional: Professional, *, day: int) -> None:
    starts_at = timezone.now() + timedelta(days=day)
    meeting = MeetingFactory(school=school, kind="other", title=canary, starts_at=starts_at)
    InvitationFactory(meeting=meeting, professional=professional)


def _path(scene: Scene) -> str:
    return _path_of(scene.feed)


def _path_of(feed: CalendarFeed) -> str:
    return "/" + feed_url(feed).split("/", 3)[3]


def _text(answer: Any) -> str:
    """What was answered; the folded lines of a calendar in one piece."""
    text: str = answer.content.decode()
    return text.replace("\r\n ", "")


@contextmanager
def _logged() -> Iterator[StringIO]:
    """What the program's own handler writes; the proof otherwise silences all logs."""
    lines, silenced = StringIO(), logging.root.manager.disable
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    before = handler.setStream(lines)
    logging.disable(logging.NOTSET)
    try:
        yield lines
    finally:
        logging.disable(silenced)
        handler.setStream(before)
