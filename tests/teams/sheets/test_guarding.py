"""What a spreadsheet program could take for a formula is guarded, and reads back as what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.sheets.guarding import STARTS, guarded, unguarded

EVIL = ["=1+1", "+31612345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1+1", " =1+1", "'=1", "''=1"]
NAMES = ["'t Duinroosje", "’t Kompas", "De Zeester", "Ûle (locatie A=B)", "", "'", "Jan-Peter", "3e Montessori"]


@pytest.mark.parametrize("text", EVIL)
def test_what_looks_like_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", NAMES)
def test_a_name_stays_as_it_is(text: str) -> None:
    assert (guarded(text), unguarded(text)) == (text, text)


@given(st.text(alphabet=st.sampled_from([*STARTS, *"' \u00a0aû7", "\u3000"]), max_size=8) | st.text())
def test_everything_comes_back(text: str) -> None:
    kept = guarded(text)
    assert unguarded(kept) == text
    assert kept[:1] not in STARTS
    assert kept.lstrip()[:1] not in STARTS
