"""What is found in the demo: the same on SQLite and on PostgreSQL, which both must give these answers."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import User
from teams.demo import accounts
from teams.search.finding import find

TODAY = date(2026, 11, 22)

# What somebody of the SWV types, often wrong, and all that she then finds.
ANSWERS = {
    "zeester": ["De Zeester"],
    "Zesster": ["De Zeester"],
    "zeestr": ["De Zeester"],
    "de zeseter": ["De Zeester"],
    "zeedis": ["De Blauwe Zeedistel"],
    "elan": ["Daltonschool Élan"],
    "dalton elan": ["Daltonschool Élan"],
    "duinven lyceum": ["Duinveen Lyceum"],
    "99XA00": ["De Zeester"],
    "yildiz": ["Ayşe Yıldız"],
    "Ayse Yldiz": ["Ayşe Yıldız"],
    "viser": ["Anneke Visser"],
    "anneke fisser": ["Anneke Visser"],
    "visser anneke": ["Anneke Visser"],
    "bakali": ["Samira Bakkali"],
    "wisniefska": ["Agnieszka Wiśniewska"],
    "folkertsma": ["Bregje Fôlkertsma"],
    "groenendyk": ["Peter Groenendijk"],
    "van den heuvel": ["Floor van den Heuvel"],
    "terpstar": ["Joke Terpstra"],
    "leerpligt": ["Bureau Leerplicht Zuid-Duinstreek", "leerplichtambtenaar"],
    "cjg": ["CJG Zuid-Duinstreek", "CJG-coach"],
    "jeugdverpleegkundigge": ["jeugdverpleegkundige"],
    "ib": ["intern begeleider"],
    "OCO": ["ondersteuningscoördinator"],
    "ondersteuningscoordinator": ["ondersteuningscoördinator"],
    "qqqq": [],
    "veenstra oosterveen": [],
}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, laid out once for all that is asked here."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.DEMO", True)
        call_command("demo", f"--today={TODAY}", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def answers(email: str, text: str) -> list[str]:
    found = find(User.objects.get(email=email), text, TODAY, most=30)
    rows = [*found.schools, *(each.person for each in found.people), *found.organisations, *found.roles]
    return [str(row) for row in rows]


@pytest.mark.parametrize(("text", "expected"), ANSWERS.items(), ids=ANSWERS)
@pytest.mark.usefixtures("demo", "db")
def test_both_databases_give_these_answers(text: str, expected: list[str]) -> None:
    assert answers(accounts.SWV.email, text) == expected


@pytest.mark.parametrize(("text", "expected"), ANSWERS.items(), ids=ANSWERS)
@pytest.mark.usefixtures("demo", "db")
def test_the_other_region_finds_none_of_it_but_roles(text: str, expected: list[str]) -> None:
    roles = [name for name in expected if name[0].islower() or name == "CJG-coach"]
    assert answers(accounts.IB_OOSTERVEEN, text) == roles
