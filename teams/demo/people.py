"""The people of Zuid-Duinstreek, all invented: name and working week, and what some say of themselves."""

from teams import defaults
from teams.demo import accounts
from teams.demo.plan import Person
from teams.week import SHORT, HalfDays

_PARTS = {"": (0, 1), "ochtend": (0,), "middag": (1,)}


def week(text: str) -> int:
    """The half-days of "ma di wo-ochtend"; "" when they are not known."""
    days = (day.partition("-")[::2] for day in text.split())
    return HalfDays.of(2 * SHORT.index(day) + part for day, half in days for part in _PARTS[half]).mask


def person(name: str, days: str, expertise: str = "", introduction: str = "", email: str = "") -> Person:
    """Somebody named "Floor|van den|Heuvel", or "Anneke|Visser"."""
    first_name, *infix, surname = name.split("|")
    return Person(first_name, infix[0] if infix else "", surname, week(days), expertise, introduction, email)


IBS = (
    person(
        "Anneke|Visser",
        "ma di do",
        "Rekenen, hoogbegaafdheid, gesprekken met ouders",
        "Ik ben al twaalf jaar intern begeleider op De Zeester. Loop gerust binnen: de koffie staat links in de gang.",
        accounts.IB.email,
    ),
    person("Marieke|de|Boer", "ma di wo-ochtend do"),
    person("Ayşe|Yıldız", "di wo-ochtend do vr", "Meertaligheid, nieuwkomers"),
    person("Saskia|van der|Meulen", "ma di wo do vr"),
    person("Naïma|el|Idrissi", "ma di do"),
    person("Femke|Hoekstra", "ma wo-ochtend do"),
    person("Wendy|Pinas", "di wo do vr-ochtend", "", "Ik zoek altijd eerst naar wat wél lukt."),
    person("Joke|Terpstra", "ma di do"),
    person("Agnieszka|Wiśniewska", "ma di"),
    person("Linda|van 't|Hof", "ma di do vr"),
    person("Karin|Brouwer-van Leeuwen", "ma di wo-ochtend do vr-ochtend"),
    person("Yvonne|Kuiper", "di do"),
    person("Hanneke|ter|Horst", "ma di do vr"),
    person("Sanne|Postma", "ma di wo do"),
    person("Derya|Aydın", "ma-ochtend di-ochtend wo-ochtend do-ochtend vr-ochtend"),
    person("Ilse|Vermeer", "wo do"),
    person("Chantal|Monsanto", "ma di wo-ochtend vr"),
    person("Jolanda|Zwart", "ma di do vr-ochtend"),
    person("Petra|van|Dijk", "di do"),
    person("Merel|op den|Berg", "ma di wo-ochtend do vr"),
    person("Nienke|Wiersma", "ma di do"),
    person("Rachida|Bouzian", "di wo-ochtend do", "Jonge kind, samenwerking met de kinderopvang"),
    person("Mirjam|Schouten", "ma di wo do"),
    person("Esther|Kok", "do vr"),
    person("Tineke|de|Graaf", "ma di wo-ochtend"),
    person("Lieke|Jansma", "ma di wo-ochtend do"),
    person("Bregje|Fôlkertsma", "ma wo-ochtend vr"),
)
OCOS = (
    person("Robbert|van den|Akker", "ma di wo do"),
    person("Soraya|Ramdin", "ma di do vr", "Examenstress, schakelen naar mbo"),
    person("Jeroen|Mulder", "ma di wo do vr-ochtend"),
    person("Kübra|Demir", "ma di do vr"),
)
DIRECTEUREN = (
    person(
        "Peter|Groenendijk",
        "ma di wo do",
        "",
        "Ik leid drie scholen in Zeewijk. Op maandag en donderdag vind je mij op De Zeester.",
        accounts.DIRECTEUR.email,
    ),
    person("Gerda|Bosma", "ma di do vr"),
    person("Mustafa|Çelik", "ma di wo do vr"),
    person("Astrid|van der|Wal", "ma di wo-ochtend do"),
    person("Hans|Kroon", "ma di wo do vr"),
    person("Monique|Lapar", "ma di do vr"),
    person("Sjoerd|Dijkstra", "ma di wo do"),
    person("Wilma|Hendriks", "ma di wo-ochtend do vr"),
    person("Rob|de|Wit", "ma di do vr"),
    person("Ingrid|Smeets", "ma di wo do"),
    person("Anouk|van|Rijn", "di wo do vr"),
    person("Marcel|Tuinman", "ma di wo do vr"),
    person("Brigitte|Blom", "ma di do"),
    person("Khalid|Amrani", "ma di wo do vr", "", "Vroeger leraar van groep 8, nog steeds graag in de klas."),
    person("Ellen|Nijhuis", "ma di do vr"),
    person("Frits|'t|Hooft", "ma di wo do"),
    person("Jacqueline|Sno", "ma di do vr"),
    person("Bas|Verhoeven", "ma di wo do vr"),
    person("Corrie|Mol", "ma di wo-ochtend do"),
    person("Wilhelmina Charlotte|van|Nieuwenhuijzen-Hoogendoorn tot Zandwetering", "ma di do"),
    person("Dirk|Postuma", "ma di wo do vr"),
    person("Nathalie|de|Groot", "ma di do vr"),
    person("Erwin|Braam", "ma di wo do"),
    person("Hatice|Kaya", "ma di wo do vr"),
    person("Saïd|Ouali", "ma di wo do vr"),
    person("Martin|Veenstra", "ma di wo do"),
    person("Lotte|van|Ommen", "ma di do vr"),
)
CJG_COACHES = (
    person(
        "Samira|Bakkali",
        "ma di do vr-ochtend",
        "Opvoedvragen, scheiding, meedenken in gezinnen met veel zorgen",
        "Ik werk voor Zeewijk en het Oude Dorp. Bel me ook als je nog niet weet of het iets voor mij is.",
        accounts.CJG.email,
    ),
    person("Tom|de|Vries", "ma di wo do", "Pubers, gamen, sociale media"),
    person("Eva|Lindeman", "di wo do vr-ochtend"),
    person("Jasmijn|van der|Veen", "ma di do", "", "Eerst kennismaken, dan pas plannen maken."),
    person("Ömer|Şahin", "ma di wo do vr", "Vaders, meertalige gezinnen"),
    person("Marloes|Rietveld", "ma wo-ochtend do"),
    person("Xavier|Doest", "ma di do vr"),
    person("Roos|van|Amstel", "di wo do"),
)
SCHOOLMAATSCHAPPELIJK_WERKERS = (
    person("Daan|Kuipers", "ma wo do", "Rouw en verlies, weerbaarheid"),
    person("Hanan|Chaoui", "di do vr"),
    person("Elske|Bouma", "ma di do-ochtend"),
)
JEUGDARTSEN = (
    person("Emma|Jansen", "ma di-ochtend do", "Schoolverzuim en ziekte, overgewicht"),
    person("Pieter-Bas|Oosterhof", "di wo vr"),
    person("Shanti|Bisessar", "ma di do vr-ochtend", "", "Ik denk graag mee voordat een kind lang thuis zit."),
)
JEUGDVERPLEEGKUNDIGEN = (
    person("Mirjam|Smit", "ma di do vr-ochtend", "Slaap, eten, zindelijkheid"),
    person("Klaske|de|Jong", "ma wo-ochtend do"),
    person("Nurcan|Arslan", "di do vr"),
    person("Tessa|van|Es", "ma di wo do"),
    person("Joyce|Hofman", "di wo-ochtend do", "", "Net begonnen in Helmbroek en Noorderstrand; ik kom snel langs."),
)
LEERPLICHTAMBTENAREN = (
    person("Rik|Schipper", "ma di wo do"),
    person("Malika|Benhaddou", "ma di do vr", "Thuiszitters, vrijstellingen"),
    person("Carola|van der|Linden", "ma di wo-ochtend do"),
)
CONSULENTEN = (
    person(
        "Floor|van den|Heuvel",
        "ma wo do vr",
        "Toelaatbaarheid, arrangementen, overstap naar speciaal onderwijs",
        "Ik denk mee over wat een kind nodig heeft, en wat jij nodig hebt om dat te geven.",
        accounts.SWV.email,
    ),
    person("Guus|Timmermans", "ma di do"),
    person("Lobke|in 't|Veld", "di wo do vr-ochtend", "Gedrag, prikkelverwerking"),
    person("Karima|Ziani", "ma di do vr"),
    person("Iris|Zandbergen", "ma di wo-ochtend do"),
)
VEILIG_THUIS = (person("Jolien|Faber", "ma di do", "Huiselijk geweld en kindermishandeling"),)
WIJKAGENTEN = (
    person("Joris|Prins", "ma di wo do vr", "", "Ik fiets elke schooldag door Zeewijk."),
    person("Danny|Wongso", "di wo do vr"),
)
PROCESBEGELEIDER = person(
    "Ineke|Vermaat",
    "ma di do",
    "Kernteams begeleiden, casuïstiek",
    "Eerst was ik CJG-coach in Duinveen. Nu begeleid ik alle kernteams van de regio.",
    accounts.PROCESBEGELEIDER.email,
)

COORDINATOR = person(
    "Margriet|Hoogland",
    "ma di wo do",
    "Teamleider van de CJG-coaches",
    "Wisselt een coach van school, of is er iemand ziek? Bel mij, dan regel ik het.",
    accounts.COORDINATOR.email,
)

# Those who left: they stand in the history only.
LEERPLICHT_LEFT = person("Henk|Overbeek", "ma di do")
JEUGDARTS_LEFT = person("Liesbeth|Kramer", "ma do")
CJG_LEFT = person("Paula|Schaap", "di wo do")
IB_LEFT = person("Trudy|Hogeweg", "ma di")
DIRECTEUR_LEFT = person("Cees|Admiraal", "ma di wo do")
CONSULENT_LEFT = person("Mieke|van|Loon", "")

BY_ROLE: dict[str, tuple[Person, ...]] = {
    defaults.INTERN_BEGELEIDER: (*IBS, IB_LEFT),
    defaults.ONDERSTEUNINGSCOORDINATOR: OCOS,
    defaults.DIRECTEUR: (*DIRECTEUREN, DIRECTEUR_LEFT),
    defaults.CJG_COACH: (*CJG_COACHES, CJG_LEFT, PROCESBEGELEIDER, COORDINATOR),
    defaults.SCHOOLMAATSCHAPPELIJK_WERKER: SCHOOLMAATSCHAPPELIJK_WERKERS,
    defaults.JEUGDARTS: (*JEUGDARTSEN, JEUGDARTS_LEFT),
    defaults.JEUGDVERPLEEGKUNDIGE: JEUGDVERPLEEGKUNDIGEN,
    defaults.LEERPLICHTAMBTENAAR: (*LEERPLICHTAMBTENAREN, LEERPLICHT_LEFT),
    defaults.CONSULENT: (*CONSULENTEN, CONSULENT_LEFT),
    defaults.VEILIG_THUIS: VEILIG_THUIS,
    defaults.WIJKAGENT: WIJKAGENTEN,
}
LEFT = (LEERPLICHT_LEFT, JEUGDARTS_LEFT, CJG_LEFT, IB_LEFT, DIRECTEUR_LEFT, CONSULENT_LEFT)
