"""Which moves only go together."""

import pytest

from yearplan.rings import Waits, rings_of


@pytest.mark.parametrize(
    ("waits_for", "rings"),
    [
        ({"a": "b", "b": "c", "c": ""}, []),
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, [("a", "b", "c")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b"), ("c", "d")]),
        ({"a": "b", "b": "ac", "c": "a"}, [("a", "b"), ("a", "b", "c")]),
        ({"a": "bx", "b": "a"}, [("a", "b")]),
    ],
)
def test_a_ring_is_found_with_the_shortest_first_and_a_chain_is_none(
    waits_for: Waits[str], rings: list[object]
) -> None:
    found = rings_of(waits_for)
    assert [sorted(ring) for ring in found] == [sorted(ring) for ring in rings]  # type: ignore[call-overload]
    assert (
        all(following in waits_for[key] for key, following in zip(found[0], found[0][1:], strict=False))
        if found
        else True
    )
