"""How long each item of an agenda takes when the session is longer or shorter than the template."""

from collections.abc import Sequence

STEP = 5  # minutes: nobody plans an item of seven minutes


def fitted(minutes: Sequence[int], total: int) -> list[int]:
    """The minutes of each item, in proportion, together exactly `total`; unchanged when they fit already.

    They come in steps of five minutes, save that what does not divide by five goes to the longest item. A session too
    short for that is divided by the minute. As long as there is a minute for each, no item is left without time.
    """
    wanted = sum(minutes)
    if wanted == total or not wanted:
        return list(minutes)
    step = STEP if total >= STEP * len(minutes) else 1
    found = _shares(minutes, total // step)
    while 0 in found and max(found) > 1:
        found[found.index(max(found))] -= 1
        found[found.index(0)] += 1
    fitting = [each * step for each in found]
    fitting[fitting.index(max(fitting))] += total % step
    return fitting


def _shares(minutes: Sequence[int], steps: int) -> list[int]:
    """`steps` divided in proportion; what is left over goes to those whose share was cut off most."""
    wanted = sum(minutes)
    found = [each * steps // wanted for each in minutes]
    by_rest = sorted(range(len(minutes)), key=lambda index: minutes[index] * steps % wanted, reverse=True)
    for index in by_rest[: steps - sum(found)]:
        found[index] += 1
    return found


def starts(minutes: Sequence[int]) -> list[int]:
    """After how many minutes each item begins."""
    return [sum(minutes[:index]) for index in range(len(minutes))]
