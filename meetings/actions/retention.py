"""Casussen go when the school year after theirs is over, for good: nothing else holds their text."""

from datetime import date

from meetings.models import Casus


def forget_casussen(*, today: date, years: int, dry_run: bool = False) -> int:
    """Take away every casus of which so many further school years are over too; how many. A copy that a team shared
    with its region stays in the library."""
    rows = Casus.objects.forgettable(today, years)
    if dry_run:
        return rows.count()
    found = list(rows)
    for row in found:
        row.delete()
    return len(found)
