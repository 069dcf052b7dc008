"""Every address of the project, asked for by everybody, everywhere, in every way. The proof (a1) asks all of it."""

import pytest

from tests.access.table import BY_NAME
from tests.access.walk import Walker, addresses, cells, telling, walk

pytestmark = pytest.mark.django_db
IN_RESOLVER = {address.name for address in addresses()}


def test_every_address_is_in_the_table() -> None:
    assert sorted(IN_RESOLVER - set(BY_NAME)) == []


def test_the_table_names_no_address_that_is_gone() -> None:
    assert sorted(set(BY_NAME) - IN_RESOLVER) == []


@pytest.mark.usefixtures("_refusals_are_not_logged")
@pytest.mark.parametrize("name", sorted(IN_RESOLVER & set(BY_NAME)))
def test_an_address_answers_what_the_table_says(walker: Walker, name: str) -> None:
    found = walk(walker, filter(telling, cells(BY_NAME[name])))
    assert (found.wrong, found.leaks) == ([], [])
