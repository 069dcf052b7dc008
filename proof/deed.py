"""A form that does something, and the two ways to come to one: a page that posts to itself, and a button on a page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client

from accounts.models import User
from proof.stage import Filled, Stage, open_form

Typed = Callable[[Stage], Filled]
Address = Callable[[Stage], str]
NOBODY = "nobody"  # who comes by a personal link, without signing in


@dataclass(frozen=True)
class Deed:
    """`fill` opens the form and answers where it is sent, and what. `who` names whoever on the stage does it.

    Of a deed that is `final` nothing is put back, because it writes nothing that history keeps: a mail cannot be called
    back, and the text of a casus is in no logbook.
    """

    name: str
    fill: Callable[[Client, Stage], tuple[str, Filled]]
    who: str = "ib"
    is_final: bool = False

    def user(self, stage: Stage) -> User | None:
        """Who does it; None when nobody signs in for it."""
        if self.who == NOBODY:
            return None
        user: User = getattr(stage, self.who)
        return user


def nothing(_: Stage) -> Filled:
    """For a form that is sent as its page shows it."""
    return {}


def typing(name: str, page: Address, typed: Typed = nothing, *, who: str = "ib", is_final: bool = False) -> Deed:
    """A page with a form that posts to itself."""

    def fill(client: Client, stage: Stage) -> tuple[str, Filled]:
        return page(stage), open_form(client, page(stage)) | typed(stage)

    return Deed(name, fill, who, is_final)


def button(
    name: str, page: Address, action: Address, typed: Typed = nothing, *, who: str = "ib", is_final: bool = False
) -> Deed:
    """A button somewhere on a page; `typed` is what the button itself says, when its form has more than one."""

    def fill(client: Client, stage: Stage) -> tuple[str, Filled]:
        return action(stage), open_form(client, page(stage), action(stage)) | typed(stage)

    return Deed(name, fill, who, is_final)
