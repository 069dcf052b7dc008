"""The running order of a region that made none of its own: two sessions of 90 minutes (domain.md 1.1, 11)."""

from dataclasses import dataclass

from meetings.enums import Fill, MeetingKind

OPEN_ONES = "Loop de open afspraken na. Wat is gedaan, wat blijft staan?"


@dataclass(frozen=True)
class Item:
    """One line of a running order."""

    minutes: int
    title: str
    explanation: str = ""
    shows: str = ""


KENNISMAKING = (
    Item(5, "Welkom", "Waarom zijn we hier? Om elkaar te kennen en te weten te vinden."),
    Item(
        25,
        "Wie is wie?",
        "Vertel in twee minuten wie je bent, wat je doet en waarvoor je te vinden bent.",
        Fill.PEOPLE,
    ),
    Item(10, "Wat spraken we eerder af?", OPEN_ONES, Fill.AGREEMENTS),
    Item(
        30,
        "Nabijheid, beschikbaarheid en samen professionaliseren",
        "Hoe gaat het nu? Maak bij elk thema één afspraak: wie doet wat, en wanneer is het klaar?",
        Fill.THEMES,
    ),
    Item(10, "De vier vragen", "Welke vragen kunnen we nu al samen beantwoorden?", Fill.QUESTIONS),
    Item(10, "Afronden", "Lees de afspraken voor en kies de datum van de volgende keer."),
)
VERDIEPING = (
    Item(10, "Welkom, en wie is er nieuw?", "Wie er voor het eerst is, stelt zich kort voor.", Fill.PEOPLE),
    Item(10, "Wat spraken we eerder af?", OPEN_ONES, Fill.AGREEMENTS),
    Item(15, "Een gast of een onderwerp", "Wat wil je van elkaars werk weten?", Fill.GUESTS),
    Item(
        30,
        "Samen aan een casus",
        "Neem een verzonnen casus, zonder gegevens van een leerling. Wat ziet en doet ieder vanuit de eigen rol?",
    ),
    Item(
        15,
        "Nabijheid, beschikbaarheid en samen professionaliseren",
        "Maak bij elk thema één afspraak: wie doet wat, en wanneer is het klaar?",
        Fill.THEMES,
    ),
    Item(10, "De vier vragen en afronden", "Wat weten we nu, en hoe blijven we elkaar vinden?", Fill.QUESTIONS),
)
DEFAULTS = {MeetingKind.KENNISMAKING: KENNISMAKING, MeetingKind.VERDIEPING: VERDIEPING}
