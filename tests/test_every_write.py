"""Everything with a history is written row by row, so that it leaves an image: the code knows no way around it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("accounts", "meetings", "outbox", "overview", "schools", "teams", "yearplan", "kernteam")
BULK = {"bulk_create", "bulk_update", "bulk_update_with_history", "_raw_delete", "raw", "execute", "executemany"}
# What writes many rows at once, and why no image is missed.
REGISTER, DATABASE = "the register is outside the trail (decision 2)", "what the database keeps by itself"
MAIL, SCRUB = "mail is no part of what history keeps", "takes somebody out of the trail, which is opened for it"
ACCOUNT, DEMO = "an account is no part of what history keeps", "the demo writes first images of its own"
PROPOSED = "what is only proposed is no part of what history keeps (decision 33)"
COUNTRY = "an invented country has no first images: the program makes one when it first changes a row"
IMPORT = "a file on its way in is no part of what history keeps"
POSTERS = "what is made of the teams is no part of what history keeps"
ALLOWED = {
    "accounts/devices.py:note_use": "when a device was last used is no part of what history keeps",
    "kernteam/cache.py:_cull": "the cache is no part of what history keeps",
    "meetings/actions/booking.py:set_aside": "each of these rows is written anew in the same transaction, or none",
    "meetings/actions/forgetting.py:forget_guests": SCRUB,
    "meetings/actions/forgetting.py:forget_person": SCRUB,
    "meetings/country/making.py:_keep": COUNTRY,
    "meetings/country/making.py:make_country": COUNTRY,
    "meetings/demo/laying.py:_keep": DEMO,
    "meetings/demo/laying.py:_keep_minutes": DEMO,
    "outbox/actions.py:forget_mail_to": MAIL,
    "outbox/delivery.py:_claim": MAIL,
    "outbox/delivery.py:_put_off": MAIL,
    "outbox/models.py:close": MAIL,
    "outbox/models.py:forget": MAIL,
    "overview/standing.py:_counted": "only reads",
    "schools/actions/areas.py:import_areas": REGISTER,
    "schools/actions/register.py:take_over_boards": REGISTER,
    "schools/actions/register.py:take_over_municipalities": REGISTER,
    "schools/actions/register.py:write_schools": REGISTER,
    "schools/actions/tally.py:write_changed": REGISTER,
    "schools/trail.py:_lift": DATABASE,
    "schools/trail.py:lay": DATABASE,
    "schools/trail.py:opened": "closes what it opened",
    "teams/actions/grants.py:_account_of": ACCOUNT,
    "teams/actions/people.py:open_account": ACCOUNT,
    "teams/actions/people.py:tie_account": ACCOUNT,
    "teams/actions/region.py:create_region": REGISTER,
    "teams/actions/scrubbing.py:_forget_in_images": SCRUB,
    "teams/actions/scrubbing.py:_rewrite_sentences": SCRUB,
    "teams/actions/scrubbing.py:scrub": SCRUB,
    "teams/demo/removal.py:_forget": "the demo goes with its history",
    "teams/demo/removal.py:_remove": "the demo goes with its history",
    "teams/demo/writing.py:_schools": DEMO,
    "teams/demo/writing.py:_users": DEMO,
    **{
        f"teams/importing/steps.py:{name}": IMPORT
        for name in ("_check", "_compare_again", "_move", "choose", "choose_all", "compare")
    },
    "teams/overlap.py:lay_triggers": DATABASE,
    "teams/poster/bundles.py:_draw_posters": POSTERS,
    "teams/poster/bundles.py:_move": POSTERS,
    "teams/poster/bundles.py:_set_part": POSTERS,
    "teams/poster/bundles.py:ask_bundle": POSTERS,
    "yearplan/actions/computing.py:_move": PROPOSED,
    "yearplan/actions/computing.py:cancel_run": PROPOSED,
    "yearplan/actions/forgetting.py:forget_person": PROPOSED,
    "yearplan/actions/forgetting.py:remove_demo": PROPOSED,
    "yearplan/actions/lines.py:refuse": PROPOSED,
    "yearplan/actions/plans.py:lock_plan": PROPOSED,
    "yearplan/actions/proposals.py:add_proposal": PROPOSED,
    "yearplan/actions/proposals.py:choose_proposal": PROPOSED,
    "yearplan/actions/sending.py:_close_earlier": PROPOSED,
    "yearplan/actions/sending.py:_take_turn": PROPOSED,
    "yearplan/actions/sending.py:send_batch": PROPOSED,
    "yearplan/actions/sending.py:take_step": PROPOSED,
    "schools/changes.py:_take_out": "writes the images of what goes itself",
    "teams/search/candidates.py:resembling": "sets how alike is alike enough, for one question",
    "teams/search/index.py:lay_on_postgresql": DATABASE,
    "teams/search/index.py:lay_on_sqlite": DATABASE,
    "teams/search/index.py:lift_from_postgresql": DATABASE,
}


def wholesale(tree: ast.AST) -> Iterator[str]:
    """The functions that write without an image: in bulk, by SQL, or by a QuerySet's update (of a dict it has none)."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _writes_around(call):
                    yield function.name


def _writes_around(call: ast.Call) -> bool:
    name = call.func.attr  # type: ignore[attr-defined]
    return name in BULK or (name == "update" and bool(call.keywords) and not call.args)


def found() -> set[str]:
    return {
        f"{path.relative_to(ROOT)}:{function}"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for function in wholesale(ast.parse(path.read_text()))
    }


def test_nothing_writes_around_the_history_but_what_is_named_here() -> None:
    assert found() == set(ALLOWED)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Membership.objects.filter(pk=1).update(ends_on=None)", ["f"]),
        ("Membership.objects.bulk_create(rows)", ["f"]),
        ("rows._raw_delete(rows.db)", ["f"]),
        ("cursor.execute('DELETE FROM teams_membership')", ["f"]),
        ("membership.save()", []),
        ("found.update(other)", []),
        ("membership.delete()", []),
    ],
)
def test_it_sees_what_leaves_no_image(body: str, names: list[str]) -> None:
    assert list(wholesale(ast.parse(f"def f():\n    {body}"))) == names
