from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from teams.poster.paint import Paint
from teams.poster.paper import Paper, Way

Option = TypeVar("Option", bound=StrEnum)


@dataclass(frozen=True)
class Choice:
    """How a poster is printed."""

    papier: Paper = Paper.A3
    stand: Way = Way.LANDSCAPE
    kleur: Paint = Paint.COLOUR

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        """What an address asks for; what is missing or unknown in it is as usual."""
        return cls(_option(query, Paper, "papier"), _option(query, Way, "stand"), _option(query, Paint, "kleur"))


def _option(query: Mapping[str, str], kind: type[Option], name: str) -> Option:
    usual: Option = getattr(Choice, name)
    try:
        return kind(query.get(name, usual))
    except ValueError:
        return usual
