"""A form does what it is for and nothing else, whatever is sent with it. The proof (b1, b2) sends all of it."""

from zlib import crc32

import pytest

from tests.access.forms import accepted, filled_forms, foreign_keys, sealed_elsewhere, sent, swapped, unexpected
from tests.access.walk import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_refusals_are_not_logged")]


def test_every_form_does_something_as_it_stands(walker: Walker) -> None:
    forms = list(filled_forms(walker))
    assert [str(filled) for filled in forms if sent(walker, filled.cell, filled.data)[0].status != 302] == []
    assert len(forms) > 40


@pytest.mark.once
def test_no_field_takes_the_key_of_a_foreign_row(walker: Walker) -> None:
    keys, sealed = foreign_keys(walker), sealed_elsewhere(walker)
    tried = [(filled, what, data) for filled in filled_forms(walker) for what, data in swapped(filled, keys, sealed)]
    few = [each for each in tried if crc32(f"{each[0]} {each[1].split('=')[0]}".encode()) % 40 == 0]
    assert [f"{filled} {what}" for filled, what, data in few if accepted(walker, filled, data)] == []


@pytest.mark.once
def test_what_a_foreign_page_kept_sealed_opens_no_form(walker: Walker) -> None:
    sealed = sealed_elsewhere(walker)
    opened = [
        str(filled)
        for filled in filled_forms(walker)
        if "seen" in filled.data and sent(walker, filled.cell, {**filled.data, "seen": sealed})[1]
    ]
    assert opened == []


@pytest.mark.once
def test_fields_that_are_not_the_forms_change_nothing(walker: Walker) -> None:
    few = [filled for filled in filled_forms(walker) if filled.cell.role in {"ib", "coordinator"}]
    assert {str(filled): unexpected(walker, filled) for filled in few} == {str(filled): [] for filled in few}
