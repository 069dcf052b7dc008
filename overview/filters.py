"""What somebody chose to see, as it stands in the address; and the schools that this leaves."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

NAMES = {  # a field here -> its name in the address
    "text": "zoek",
    "municipality": "gemeente",
    "board": "bestuur",
    "district": "wijk",
    "sector": "sector",
    "team": "kernteam",
    "missing_at": "bij",
    "first": "bijeenkomst1",
    "second": "bijeenkomst2",
    "undated": "zonder-datum",
    "stale": "verouderd",
    "sort": "volgorde",
    "day": "dag",
    "year": "schooljaar",
}
LONGEST = 100

WHOLE, VACANT = "volledig", "vacature"
HELD, PLANNED, UNDATED = "gehouden", "gepland", "zonder-datum"
SORTS = {
    "": "school",
    "gemeente": "gemeente",
    "bestuur": "bestuur",
    "vacatures": "vacatures",
    "bijeenkomst1": "bijeenkomst 1",
    "bijeenkomst2": "bijeenkomst 2",
    "bevestigd": "bevestigd",
}


@dataclass(frozen=True)
class Filters:
    """Every choice as text; "" means: not chosen. `day` and `year` choose when, the rest which schools."""

    text: str = ""
    municipality: str = ""
    board: str = ""
    district: str = ""
    sector: str = ""
    team: str = ""
    missing_at: str = ""
    first: str = ""
    second: str = ""
    undated: str = ""
    stale: str = ""
    sort: str = ""
    day: str = ""
    year: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> "Filters":
        """What an address asks; signs that no database takes are left out."""
        return cls(**{field: _clean(asked.get(name, "")) for field, name in NAMES.items()})

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, under the names in the address."""
        return {NAMES[field]: value for field, value in asdict(self).items() if value}

    @property
    def query(self) -> str:
        """ "?gemeente=0392&verouderd=1"; "?" when nothing is chosen, so that it can be a link."""
        return f"?{urlencode(self.chosen)}"

    def but(self, **fields: str) -> "Filters":
        """The same with another choice."""
        return replace(self, **fields)

    @property
    def narrows(self) -> bool:
        """Whether it leaves schools out."""
        return replace(self, sort="", day="", year="") != Filters()

    @property
    def uses_more(self) -> bool:
        """Whether something is chosen that stands folded away."""
        return any((self.missing_at, self.first, self.second, self.sort, self.day, self.year))

    @property
    def of_place(self) -> "Filters":
        """Only what says where schools are, not how they stand: what a comparison with another day is about."""
        return replace(
            self, team="", missing_at="", first="", second="", undated="", stale="", sort="", day="", year=""
        )


def _clean(value: str) -> str:
    return value.replace("\x00", "").strip()[:LONGEST]
