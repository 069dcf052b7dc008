"""Requests made from the URL patterns and from the forms on the pages, with values that nobody expects in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from proof.meeting_deeds import tokens
from proof.region_stage import RegionStage
from proof.stage import Filled, Stage

Rights = dict[str, tuple[str, ...]]
NUMBERS = [
    "0", "-1", "1", "1.5", "1e400", "nan", "inf", "-9223372036854775809", "9223372036854775807",
    "9223372036854775808", "0x10", "1_0", "١٢", "²", "999999990", "true", "None", "[]", "{}", "on", "nieuw", "zoeken",
    "zz", "a@b.nl", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
DAYS = [
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-11-22", "29-2-2027", "31-12-9999",
    "1990-01-01", "2099-12-31", "2026-W01-1",
]  # fmt: skip
PHONES = ["+31612345678", "+" * 40, "0900-1234;ext=5", "tel:+31-20;phone-context=x", "+870773111632"]
TEXTS = [
    "",
    " ",
    "%",
    "%00",
    "..",
    "../../x",
    "\u202emooi",
    "e\u0301" * 50,
    "\u200d👩\u200d👧",
    "İıßﬀ",
    "{{ x }}",
    "<script>",
]
LONG = ["9" * 5000, "x" * 100_000, "é" * 100_000, f"a@{'b' * 400}.nl"]
BYTES = (
    b"\x00",
    b"a\x00b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"/\r\nSet-Cookie: x=1",
    b"//x.example",
    b"' OR 1=1 --",
)
NASTY = (*(text.encode() for text in [*NUMBERS, *DAYS, *PHONES, *TEXTS, *LONG]), *BYTES)
WHO = ("editor", "guide", "editor", "guide", "nobody")
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain", "")
METHODS = ("GET", "POST", "GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
QUERY = ("zoek", "pagina", "op", "bewerken", "search", "role", "next", "terug", "email", "key")
HEADERS = (
    "HTTP_HX_CURRENT_URL",
    "HTTP_HX_TARGET",
    "HTTP_REFERER",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_COOKIE",
    "HTTP_ACCEPT",
)

values: SearchStrategy[bytes] = st.one_of(
    st.sampled_from(NASTY),
    st.binary(max_size=20),
    st.text(max_size=30).map(str.encode),
    st.integers(-(2**64), 2**64).map(lambda number: str(number).encode()),
    st.dates().map(lambda day: day.isoformat().encode()),
)


@dataclass(frozen=True)
class Ask:
    """One request: what is sent, byte for byte, and by whom."""

    method: str
    path: str
    query: bytes
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...]
    who: str

    def __str__(self) -> str:
        shown = f"{self.method} {self.path[:120]}?{self.query[:200]!r} {self.content_type} {self.body[:600]!r}"
        return f"{self.who}: {shown} {dict(self.headers)}"


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route of the project, as it is written: scholen/<school:code>/."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def rights(stage: Stage, region: RegionStage, change: Any) -> Rights:
    """Per parameter in a route what really exists, one or several."""
    return _of_school(stage, change) | {parameter: (str(value),) for parameter, value in _of_region(region).items()}


def _of_region(region: RegionStage) -> dict[str, Any]:
    return {
        "<id:yearplan_id>": region.plan.pk,
        "<id:run_id>": region.run.pk,
        "<id:proposal_id>": region.proposal.pk,
        "<id:session_id>": region.session.pk,
        "<id:absence_id>": region.absence.pk,
        "<id:batch_id>": region.batch.pk,
        "<id:import_id>": region.team_import.pk,
        "<id:bundle_id>": region.bundle.pk,
        "<id:grant_id>": region.grant.pk,
        "<id:coordinator_id>": region.coordinator.pk,
        "<id:organisation_id>": region.coordinator.organisation_id,
        "<id:role_id>": region.session.school.memberships.all()[0].role_id,
        "<int:pk>": region.guide.pk,
        "<slug:provider_id>": "bestuur",
    }


def _of_school(stage: Stage, change: Any) -> Rights:
    sessions = stage.sessions
    one = {
        "<school:code>": stage.school.establishment_code,
        "<id:seat_id>": str(stage.vacant.pk),
        "<id:membership_id>": str(stage.coach.pk),
        "<id:plan_id>": str(stage.plan.pk),
        "<id:stand_in_id>": str(stage.stand_in.pk),
        "<id:period_id>": str(stage.free_period.pk),
        "<id:region_id>": str(stage.school.region_id),
        "<id:professional_id>": str(stage.coach.professional_id),
        "<uuid:change_id>": str(change.pk),
        "<id:invitation_id>": str(sessions.invitation.pk),
        "<id:notice_id>": str(sessions.notice.pk),
        "<id:date_notice_id>": str(sessions.asked_to(sessions.polled).date_notices.all()[0].pk),
        "<id:agreement_id>": str(sessions.agreement.pk),
        "<id:option_id>": str(sessions.option.pk),
        "<id:item_id>": str(sessions.item.pk),
        "<id:casus_id>": str(sessions.casus.pk),
        "<id:step_id>": str(sessions.step.pk),
        "<id:shared_id>": str(sessions.shared.pk),
        "<int:start>": str(sessions.year.start),
        "<str:question>": "wie",
        "<slug:kind>": "week",
        "<slug:voice>": "leerling",
        "<slug:table>": "scholen",
        "<slug:kind_of_area>": "gemeente",
        "<slug:area>": stage.school.municipality.code,
        "<slug:secret>": sessions.feed.secret,
    }
    meetings = (sessions.planned, sessions.told, sessions.begun, sessions.held, sessions.polled)
    return {
        **{parameter: (value,) for parameter, value in one.items()},
        "<id:meeting_id>": tuple(str(meeting.pk) for meeting in meetings),
        "<str:token>": tokens(stage),
    }


@st.composite
def asks(draw: st.DrawFn, ways: Sequence[str], right: Rights, forms: dict[str, Filled]) -> Ask:
    """A request to one of these routes, mostly with what exists and what its form asks for, and then something else."""
    path = "/" + draw(st.sampled_from(ways))
    for parameter, there in right.items():
        if parameter in path:
            odd = draw(st.integers(0, 9)) == 0
            path = path.replace(parameter, quote_from_bytes(draw(values)) if odd else draw(st.sampled_from(there)))
    content_type = draw(st.sampled_from(TYPES)) if draw(st.integers(0, 9)) == 0 else TYPES[0]
    odd_body = draw(st.integers(0, 9)) == 0
    return Ask(
        method=draw(st.sampled_from(METHODS)),
        path=path,
        query=encoded(draw(st.dictionaries(st.sampled_from(QUERY), values, max_size=3))),
        body=draw(values) if odd_body else encoded(draw(typed(forms.get(path, {})))),
        content_type=content_type,
        headers=tuple(draw(st.dictionaries(st.sampled_from(HEADERS), header, max_size=2)).items())
        + ((("HTTP_HX_REQUEST", "true"),) if draw(st.booleans()) else ()),
        who=draw(st.sampled_from(WHO)),
    )


header = values.map(lambda value: value[:500].decode("latin-1").replace("\r", "").replace("\n", ""))


@st.composite
def typed(draw: st.DrawFn, form: Filled) -> dict[str, bytes]:
    """The form as the page filled it in, with one to four of its fields, or others, saying something else."""
    right = {name: (values[0] if values else "").encode() for name, values in form.items()}
    names = st.sampled_from([*form, *QUERY])
    return right | draw(st.dictionaries(names, values, min_size=1, max_size=4))


def encoded(fields: dict[str, bytes]) -> bytes:
    return b"&".join(name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in fields.items())
