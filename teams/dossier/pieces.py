"""What a dossier is made of: sections of records of facts, each with a key for programs and words for people."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import User
from teams.dutch import day_text

Value = str | int | bool | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True)
class Fact:
    """One thing that is held; `key` is its name in the JSON, `label` on the page and in the PDF."""

    key: str
    label: str
    value: Value

    @property
    def text(self) -> str:
        """The value in Dutch; "" when there is none."""
        if isinstance(self.value, bool):
            return "ja" if self.value else "nee"
        if isinstance(self.value, datetime):
            return moment_text(self.value)
        if isinstance(self.value, date):
            return day_text(self.value)
        if isinstance(self.value, tuple):
            return "; ".join(self.value)
        return "" if self.value is None else str(self.value)

    @property
    def plain(self) -> object:
        """The value for JSON: days and moments as ISO 8601."""
        if isinstance(self.value, datetime):
            return localtime(self.value).isoformat(timespec="seconds")
        return self.value.isoformat() if isinstance(self.value, date) else self.value


@dataclass(frozen=True)
class Record:
    """Facts that belong together; the first says what it is about."""

    facts: tuple[Fact, ...]

    @property
    def title(self) -> str:
        return self.facts[0].text

    @property
    def rest(self) -> tuple[Fact, ...]:
        """The other facts that say something."""
        return tuple(fact for fact in self.facts[1:] if fact.text)


@dataclass(frozen=True)
class Section:
    """One group of the dossier; `intro` says what it is, also when it is empty."""

    key: str
    title: str
    intro: str
    records: tuple[Record, ...]

    @property
    def is_long(self) -> bool:
        """Too much to read through at once; a page folds it up."""
        return len(self.records) > 8


@dataclass(frozen=True)
class Dossier:
    """Everything held about one person, on a moment."""

    name: str
    made_at: datetime
    sections: tuple[Section, ...]


def moment_text(moment: datetime) -> str:
    """ "3 oktober 2026, 14.05 uur"."""
    local = localtime(moment)
    return f"{day_text(local.date())}, {local:%H.%M} uur"


def who(user: User | None) -> str:
    """Who did something: by name, or else by the address of the account."""
    if user is None:
        return "automatisch, of iemand die gewist is"
    person = getattr(user, "professional", None)
    return str(person or user)
