"""What the rows are called that an image points to, also those that are gone; read in one go per kind."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from teams import names
from teams.models import Membership, Professional

GONE = "iets dat er niet meer is"
NOBODY = "iemand zonder account, of het programma"


class Names:
    """The names of rows by model and key, and which seats these memberships are."""

    def __init__(self, wanted: Mapping[Any, Iterable[Any]]) -> None:
        keys = {model: set(of_model) for model, of_model in wanted.items()}
        self.seats = _seats(keys.pop(Membership, set()))
        for seat in self.seats.values():
            for field in ("school", "role", "professional"):
                model = Membership._meta.get_field(field).related_model
                keys.setdefault(model, set()).add(getattr(seat, f"{field}_id"))
        self._found = {model: _called(model, of_model) for model, of_model in keys.items()}

    def of(self, model: Any, key: Any) -> str:
        """What this row is called; a membership by who sits there."""
        if model is Membership:
            seat = self.seats.get(key)
            return self.of(Professional, seat.professional_id) if seat else GONE
        return self._found.get(model, {}).get(key, GONE)


def who(user: User | None) -> str:
    """Who did something: the person behind the account, or else its address."""
    if user is None:
        return NOBODY
    return str(user.professional) if hasattr(user, "professional") else user.email


def _called(model: Any, keys: set[Any]) -> dict[Any, str]:
    if model is User:
        users = User.objects.filter(pk__in=keys).select_related("professional")
        return {user.pk: who(user) for user in users}
    found = {row.pk: str(row) for row in model._base_manager.filter(pk__in=keys)}
    return found | {key: _name_in(image) for key, image in _last_images(model, keys - found.keys()).items()}


def _name_in(image: Any) -> str:
    if hasattr(image, "surname"):
        return names.full_name(image.first_name, image.infix, image.surname)
    return str(image.name if hasattr(image, "name") else image.instance)


def _seats(keys: set[Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = dict(Membership.objects.in_bulk(keys))
    return found | _last_images(Membership, keys - found.keys())


def _last_images(model: Any, keys: set[Any]) -> dict[Any, Any]:
    """Rows that are gone, as they last were."""
    if not keys or not hasattr(model, "history"):
        return {}
    return {image.id: image for image in model.history.filter(id__in=keys).order_by("history_id")}
