"""Row c2: scripts in every text field. A page keeps the elements and attributes that it has with harmless text."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import reverse

from proof.browser import chromium, scripts_executed
from proof.corpus import HARMLESS, PAYLOADS, TYPED, fill
from proof.rows import Figure
from proof.skeleton import changes, contexts
from proof.stage import Stage, build, client_of, open_form
from teams.models import Membership

Pages = Iterator[tuple[str, str]]


def measure(*, quick: bool) -> Figure:
    """Every page with harmless text, then with each payload; some payloads also in a real browser."""
    stage = build()
    payloads = PAYLOADS[:1] if quick else PAYLOADS
    fill(HARMLESS)
    harmless = dict(pages(stage, HARMLESS))
    pairs, changed, executed, count = set(), [], 0, 0
    for number, payload in enumerate(payloads):
        fill(payload)
        for name, content in pages(stage, payload):
            count += 1
            pairs |= {(name, *pair) for pair in contexts(content)}
            changed += [f"{name} with {payload}: {change}" for change in changes(content, harmless[name])]
        if chromium() and number % 4 == 0:
            executed += scripts_executed(stage.ib, addresses(stage, payload).values(), "__xss")
    browser = f"{executed} scripts executed in Chromium" if chromium() else "no Chromium to execute scripts in"
    text = (
        f"{len(changed)} skeleton changes in {len(pairs)} field x context pairs on {count} pages; {browser}; "
        f"control: {control()} of {len(PAYLOADS)} payloads change a page that does not escape"
    )
    holds = bool(pairs) and not changed and chromium() is not None and executed == 0 and control() > 0
    return Figure(text, holds, tuple(changed[:20]))


def control() -> int:
    """The negative control: how many payloads change a page that does not escape."""
    page = "<title>t</title><body><p title='{0}'><textarea>{0}</textarea>{0}</p><svg><text>{0}</text></svg>"
    return sum(bool(changes(page.format(payload), page.format(HARMLESS))) for payload in PAYLOADS)


def addresses(stage: Stage, typed: str) -> dict[str, str]:
    """The pages of this project that show a school, its people, or what was searched for."""
    coach, search = stage.coach.pk, urlencode({"zoek": f"{TYPED}{typed}", "search": f"{TYPED}{typed}"})
    members = ("replace_member", "end_membership", "correct_membership", "set_contact", "arrange_stand_in")
    return {
        "school": stage.url("school"),
        "school, editing": stage.url("school") + "?bewerken=1",
        "school, earlier": stage.url("school") + f"?op={stage.today - timedelta(days=300)}",
        "schools": reverse("teams:schools"),
        "schools found": f"{reverse('teams:schools')}?{search}",
        "people found": f"{stage.url('find_people')}?{search}",
        "calendar": stage.url("calendar"),
        "person": reverse("teams:person", args=[stage.coach.professional_id]),
        "edit_person": reverse("teams:edit_person", args=[stage.coach.professional_id]),
        "ask erasure": reverse("teams:ask_erasure"),
        "fill_seat": stage.url("fill_seat", stage.vacant.pk),
        "plan_member": stage.url("plan_member", stage.vacant.pk),
        "agree_plan": stage.url("agree_plan", stage.plan.pk),
        **{name: stage.url(name, coach) for name in members},
    }


def pages(stage: Stage, typed: str) -> Pages:
    """Each of these pages, and what answers to a form: a message, a mistake, a conflict; to a stranger; to nobody."""
    client = client_of(stage.directeur)
    for name, address in addresses(stage, typed).items():
        yield name, client.get(address).content.decode()
    yield (
        "panel",
        client.get(stage.url("replace_member", stage.coach.pk), headers={"HX-Request": "true"}).content.decode(),
    )
    yield from _answers(client, stage, f"{TYPED}{typed}")
    stranger = Client()
    yield "not found", client.get(f"/scholen/{quote(typed, safe='')}/").content.decode()
    yield "sign in", stranger.get(f"{reverse('account_login')}?{urlencode({'next': typed})}").content.decode()
    code = reverse("account_request_login_code")
    yield "code, mistake", stranger.post(code, {"email": f"{TYPED}{typed}"}).content.decode()


def _answers(client: Client, stage: Stage, typed: str) -> Pages:
    page = stage.url("set_contact", stage.coach.pk)
    seat = stage.url("fill_seat", stage.vacant.pk)
    mistakes = {name: [typed] for name in ("search", "first_name", "surname", "email", "phone", "starts_on")}
    wrong = open_form(client, seat) | mistakes | {"professional": ["nieuw"], "role": [typed]}
    yield "mistake", client.post(seat, wrong).content.decode()
    calendar = stage.url("calendar")
    wrong = open_form(client, calendar) | {"label": [typed], "first_day": [typed]}
    yield "calendar, mistake", client.post(calendar, wrong).content.decode()
    stale = open_form(client, page)
    kept = Membership.objects.get(pk=stage.coach.pk)
    yield (
        "message",
        client.post(page, open_form(client, page) | {"contact_hours": ["di"]}, follow=True).content.decode(),
    )
    yield "conflict", client.post(page, stale).content.decode()
    kept.save()
