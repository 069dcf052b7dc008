"""Row a2: access that ends while somebody is signed in has ended at her next request."""

from proof.rows import Figure
from proof.walked import walker
from tests.access.events import EVENTS, requests, until_refused

SAMPLE = 4


def measure(*, quick: bool) -> Figure:
    """Seat, stand-in, role, school, grant, organisation and account, each ended between two requests of a session."""
    tried = 0
    wrong = []
    with walker() as walking:
        for event in EVENTS[::SAMPLE] if quick else EVENTS:
            for cell in requests(event):
                tried += 1
                if (count := until_refused(walking, event, cell)) != 1:
                    wrong.append(f"{event.name}: {cell} refused at request {count or 'never'}")
    text = f"{tried - len(wrong)} of {tried} requests refused at once, as page, piece of a page and form"
    return Figure(text, tried > 0 and not wrong, tuple(wrong))
