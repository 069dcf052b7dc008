"""Who can be tried with one click on the sign-in page of a demo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """An account to try; shown as "title — explanation"."""

    email: str
    title: str
    explanation: str


IB = DemoAccount("ib@example.nl", "Anneke Visser", "intern begeleider van De Zeester")
DIRECTEUR = DemoAccount("directeur@example.nl", "Peter Groenendijk", "directeur van De Zeester en twee andere scholen")
CJG = DemoAccount("cjg@example.nl", "Samira Bakkali", "CJG-coach van elf scholen")
PROCESBEGELEIDER = DemoAccount(
    "procesbegeleider@example.nl", "Ineke Vermaat", "procesbegeleider van de regio Zuid-Duinstreek"
)
COORDINATOR = DemoAccount("teamleider@example.nl", "Margriet Hoogland", "coördinator van CJG Zuid-Duinstreek")
SWV = DemoAccount("swv@example.nl", "Floor van den Heuvel", "consulent van het samenwerkingsverband")
BEHEERDER = DemoAccount("beheerder@example.nl", "Beheerder", "richt regio’s, scholen en plekken in")

DEMO_ACCOUNTS = (IB, DIRECTEUR, CJG, COORDINATOR, PROCESBEGELEIDER, SWV, BEHEERDER)

# In the second region, to see that it sees nothing of the first; not offered on the sign-in page.
IB_OOSTERVEEN = "ib.oosterveen@example.nl"
