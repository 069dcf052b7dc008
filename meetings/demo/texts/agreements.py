"""What was agreed, by whom, and how it stands; and what teams say themselves of the four questions."""

from enum import Enum
from typing import NamedTuple

from meetings.enums import MeetingKind, Question, Theme
from teams import defaults

IB, DIRECTEUR = defaults.INTERN_BEGELEIDER, defaults.DIRECTEUR
CJG, CONSULENT = defaults.CJG_COACH, defaults.CONSULENT
JV, JA, LPA = defaults.JEUGDVERPLEEGKUNDIGE, defaults.JEUGDARTS, defaults.LEERPLICHTAMBTENAAR


class Stand(Enum):
    """How far an agreement is on the day of the demo."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"


class Agreed(NamedTuple):
    """An agreement; who of the team it is of, and how it stands."""

    text: str
    theme: Theme | None
    role: str
    stand: Stand = Stand.DONE


NEAR, REACH, LEARN = Theme.NABIJHEID, Theme.BESCHIKBAARHEID, Theme.PROFESSIONALISEREN

POOL = {
    NEAR: (
        Agreed("Hangt de cirkel in de personeelskamer en bij de ingang", NEAR, IB),
        Agreed("Staat de eerste maandag van de maand op het plein bij het brengen", NEAR, CJG),
        Agreed("Stelt zich voor in de teamvergadering", NEAR, JV),
        Agreed("Zet het kernteam in de nieuwsbrief voor ouders", NEAR, DIRECTEUR),
        Agreed("Schuift elke laatste donderdag aan bij de lunch", NEAR, CJG),
        Agreed("Loopt een ochtend mee in de kleutergroepen", NEAR, CONSULENT),
    ),
    REACH: (
        Agreed("Zet werkdagen en contactmomenten in Kernteam", REACH, CJG),
        Agreed("Belt de jeugdarts elke eerste maandag van de maand", REACH, IB),
        Agreed("Houdt een inloopuur op dinsdagochtend", REACH, CJG),
        Agreed("Laat leerkrachten weten wie er op vrijdag bereikbaar is", REACH, DIRECTEUR),
        Agreed("Plant drie overleggen over verzuim, het hele jaar vooruit", REACH, IB),
        Agreed("Belt binnen twee werkdagen terug, ook als er nog geen antwoord is", REACH, CONSULENT),
    ),
    LEARN: (
        Agreed("Regelt een studiemiddag over verzuim voor het hele team", LEARN, DIRECTEUR),
        Agreed("Vertelt in de teamvergadering wat de jeugdverpleegkundige kan doen", LEARN, JV),
        Agreed("Maakt een kaart met de stappen van de meldcode voor de leerkrachten", LEARN, IB),
        Agreed("Nodigt Veilig Thuis uit voor de volgende verdieping", LEARN, IB),
        Agreed("Deelt de presentatie over opvoedvragen bij scheiding", LEARN, CJG),
        Agreed("Zoekt een verzonnen casus over schoolverzuim voor de volgende keer", LEARN, CONSULENT),
    ),
}

# De Zeester, by kind and whether it is of this school year.
OF_THE_EXAMPLE = {
    (MeetingKind.KENNISMAKING, False): (
        Agreed("Hangt de cirkel bij de koffieautomaat", NEAR, IB),
        Agreed("Zet de werkdagen van iedereen op één lijst", REACH, DIRECTEUR),
        Agreed("Kiest een casus over verzuim voor de verdieping", LEARN, CONSULENT),
    ),
    (MeetingKind.VERDIEPING, False): (
        Agreed("Begint een inloopuur voor ouders op dinsdagochtend", NEAR, CJG),
        Agreed("Belt bij een derde losse ziekmelding met de jeugdarts", REACH, IB),
        Agreed("Maakt een kaart met de stappen van de meldcode voor alle leerkrachten", LEARN, IB, Stand.LATE),
    ),
    (MeetingKind.SUBSET, False): (
        Agreed("Schrijft op een half A4 wie bij welke vraag begint", None, CONSULENT),
        Agreed("Neemt de proef van dit voorjaar mee naar de kennismaking", None, IB),
    ),
    (MeetingKind.KENNISMAKING, True): (
        Agreed("Zet het kernteam met foto in de nieuwsbrief voor ouders", NEAR, IB),
        Agreed("Geeft leerkrachten het vaste nummer voor de vrijdag", REACH, DIRECTEUR),
        Agreed("Plant met de jeugdarts drie overleggen over ziekteverzuim", REACH, IB, Stand.OPEN),
        Agreed("Vraagt bij leerplicht na wie er na de herfst komt", REACH, IB, Stand.OPEN),
        Agreed("Bereidt met de intern begeleider de casus voor de verdieping voor", LEARN, CJG, Stand.OPEN),
        Agreed("Regelt een studiemiddag over verzuim voor het hele team", LEARN, DIRECTEUR, Stand.OPEN),
    ),
}

ANSWERS = {
    Question.WHO: (
        "Iedereen weet wie er in de cirkel staat: hij hangt in de personeelskamer en staat in de nieuwsbrief.",
        "We kennen elkaar nu van gezicht, en weten van elkaar wie er nieuw is.",
        "Leerkrachten gaan eerst naar de intern begeleider, die kent iedereen in de cirkel.",
    ),
    Question.EXPERTISE: (
        "Verzuim, scheiding en slaap kunnen we samen goed aan. Voor hoogbegaafdheid vragen we de consulent.",
        "We weten van elkaar waar we goed in zijn. Over hechting willen we nog meer leren.",
        "Taal en jonge kind zitten in de school zelf, gezondheid bij de GGD. Over schulden bellen we de CJG-coach.",
    ),
    Question.ROUTES: (
        "Over thuis: eerst de CJG-coach. Over leren: eerst de consulent. Weten we het niet, dan bellen we samen.",
        "Bij verzuim: eerst zelf met de ouders, bij de derde ziekmelding de jeugdarts, daarna advies bij leerplicht.",
        "We kijken eerst of het zonder hulp van buiten lukt. Daarna vragen we advies, en dan pas een aanvraag.",
    ),
    Question.KEEP_FINDING: (
        "Elke eerste maandag een half uur overleg op school, en twee keer per jaar met het hele kernteam.",
        "Het inloopuur op dinsdag blijft. Is er iemand nieuw, dan komt die eerst een kop koffie drinken.",
        "We bellen bij haast en mailen de rest. Wie weggaat, stelt zelf de opvolger voor.",
    ),
}
