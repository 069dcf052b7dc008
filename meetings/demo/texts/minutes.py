"""Minutes. Those of De Zeester are written out; the others are put together of paragraphs that fit each \
other."""

from collections.abc import Sequence

from meetings.enums import MeetingKind

_ASKED_FOR = (
    """Kennismaken
Iedereen vertelde in twee minuten waarvoor je hem of haar kunt bellen. De leerplichtambtenaar mag je ook bellen \
zonder dat er een melding is. De jeugdverpleegkundige neemt vragen over slapen en eten over van de leerkracht.""",
    """Kennismaken
We gingen de cirkel rond. Voor drie mensen was het de eerste keer. De CJG-coach is op een vaste dag in de school \
en zit dan bij de koffiehoek. De consulent denkt mee, ook als er nog geen aanvraag is.""",
    """Kennismaken
Ieder noemde een situatie waarin de ander het verschil maakte. Het viel op hoe vaak dat een telefoontje was, en \
geen formulier. De jeugdarts kijkt mee bij ziekteverzuim vanaf de derde week.""",
    """Kennismaken
Wie nieuw was, kreeg een rondleiding. Daarna vertelde ieder wat hij wel en niet kan doen. De CJG-coach kan zelf \
hulp inzetten; de school hoeft daarvoor niet eerst naar de gemeente.""",
)
_NEARNESS = (
    """Nabijheid
Leerkrachten kennen de partners nog niet van gezicht. De cirkel komt in de personeelskamer te hangen, en wie op \
school is, schuift aan bij de lunch.""",
    """Nabijheid
Ouders vinden het fijn als ze de CJG-coach al eens bij de deur hebben gezien. De coach staat daarom twee ochtenden \
op het plein.""",
    """Nabijheid
Een korte lijn werkt het best als je elkaar al kent. We spreken af dat nieuwe mensen zich ook in een \
teamvergadering voorstellen.""",
)
_REACHING = (
    """Beschikbaarheid
Op woensdag en vrijdag is bijna niemand bereikbaar. We schreven op wie op welke dag belt en wie het dan \
overneemt.""",
    """Beschikbaarheid
Mail blijft soms een week liggen. Bij haast bellen we. Wie niet opneemt, belt dezelfde dag terug.""",
    """Beschikbaarheid
De spreekuren van de jeugdverpleegkundige waren niet bij iedereen bekend. Ze staan nu in Kernteam, bij de \
contactmomenten.""",
)
_LEARNING = (
    """Samen professionaliseren
Het team van de school wil meer weten over verzuim: wanneer meld je, en wat gebeurt er daarna? De \
leerplichtambtenaar komt dat vertellen.""",
    """Samen professionaliseren
We lopen een dagdeel met elkaar mee. De intern begeleider gaat een ochtend mee naar het consultatiebureau.""",
    """Samen professionaliseren
Gesprekken met ouders die je liever uitstelt: daar willen we samen op oefenen, met een acteur of met elkaar.""",
)
_CLOSING = (
    "Tot slot\nDe afspraken zijn voorgelezen. De volgende keer nemen we een casus.",
    "Tot slot\nHet was nuttig en niet te lang. Volgende keer graag een kwartier later beginnen, door de gymles.",
    "Tot slot\nWe missen nog iemand in de cirkel. De procesbegeleider vraagt na wie er komt.",
)

_BACK = (
    """Terugblik
We liepen de afspraken na. De meeste zijn gedaan. Wat bleef liggen, heeft nu een dag en een naam.""",
    """Terugblik
De cirkel hangt in de personeelskamer en leerkrachten bellen nu zelf. Het spreekuur loopt nog niet; dat pakken we \
opnieuw op.""",
    """Terugblik
Sinds de kennismaking kwam er iemand bij. De lijnen zijn korter: drie keer was één telefoontje genoeg.""",
)
_CASUS = (
    """De casus
We lazen het verhaal en schreven eerst ieder voor zich op wat we zagen. Daarna legden we dat naast elkaar. Wat \
opviel: de school zag vooral gedrag, de jeugdverpleegkundige vooral vermoeidheid. Samen was het één verhaal.""",
    """De casus
De vraag was steeds: wie doet de eerste stap? We hadden drie verschillende antwoorden. Na het gesprek was er één: \
wie de ouders het best kent, belt, en de intern begeleider houdt het overzicht.""",
    """De casus
De tijdlijn hielp. In het verhaal duurde het negen weken voordat iemand de ouders sprak. Met wat we nu van elkaar \
weten, kan dat in twee weken.""",
    """De casus
We speelden het gesprek met de ouders na. De CJG-coach liet zien hoe je begint met wat er goed gaat. Dat nemen we \
over.""",
)
_INSIGHT = (
    """Wat nemen we mee?
Eerder bellen, ook als je nog niets zeker weet. Overleg zonder naam mag altijd. En: vertel de ouders dat je gaat \
overleggen.""",
    """Wat nemen we mee?
Een zorg delen is geen melding. Dat verschil was voor meer mensen nieuw dan we dachten.""",
    """Wat nemen we mee?
Eén iemand houdt het overzicht, en iedereen weet wie dat is.""",
)

_OF_THE_EXAMPLE = {
    (MeetingKind.KENNISMAKING, False): """Kennismaken
Het kernteam zit voor het eerst zo bij elkaar. Iedereen stelde zich voor aan de hand van de cirkel. De CJG-coach \
vertelde dat ouders haar ook zelf mogen bellen. Dat wist nog niet elke leerkracht.

Nabijheid
De school ligt midden in Zeewijk, maar de partners komen er niet vanzelf langs. Een vaste dag in de week helpt: \
dan weet je wie er is.

Beschikbaarheid
We maakten een lijst van wie wanneer werkt. Bij haast: eerst bellen, daarna pas mailen.

Samen professionaliseren
De meeste vragen gaan over verzuim en over scheiding. Beide komen terug in de verdieping.""",
    (MeetingKind.VERDIEPING, False): """Terugblik
De lijst met werkdagen wordt gebruikt. De vaste dag van de CJG-coach is dinsdag geworden. De cirkel hangt bij de \
koffieautomaat.

Te gast: Veilig Thuis
Onze gast legde uit wat er na een melding gebeurt. Advies vragen kan altijd, ook zonder naam, en je hoeft daarna \
niet te melden. Het team had veel vragen over het gesprek met ouders vooraf.

De casus: vaak ziek op maandag
Iedereen schreef op wat hij zag. De school zag verzuim, de jeugdarts zag slaap, de CJG-coach zag een moeder die er \
alleen voor staat. Pas naast elkaar werd het een verhaal. We maakten een tijdlijn: wie doet wat in de eerste zes \
weken?

Wat nemen we mee?
Bel de jeugdarts al bij de derde losse ziekmelding. En vertel de ouders eerst zelf dat je je zorgen maakt.

De vier vragen
We beantwoordden ze alle vier. De casus delen we met de regio.""",
    (MeetingKind.KENNISMAKING, True): """Kennismaken
We begonnen met wat er sinds vorig jaar veranderde. Ieder vertelde één ding waarvoor je hem of haar écht \
moet bellen.
- Jeugdarts: vaak ziek gemeld, of pijn die niemand begrijpt.
- CJG-coach: elke opvoedvraag, ook als die klein lijkt.
- Consulent: vóórdat je een aanvraag schrijft, niet erna.
- Leerplicht: bel gerust voor advies, dat is nog geen melding.

Nabijheid
Het inloopuur op dinsdag loopt goed: vorig jaar kwamen er gemiddeld vier ouders. We houden het zo.

Beschikbaarheid
Op vrijdag is er niemand van ons. De directeur is dan het vaste nummer voor de leerkrachten.

Samen professionaliseren
In het voorjaar een studiemiddag over verzuim, voor het hele team. De leerplichtambtenaar vertelt dan wat er na een \
melding gebeurt.

De vier vragen
De tweede en de vierde beantwoordden we. Over de routes gaat het in de verdieping verder.""",
    (
        MeetingKind.SUBSET,
        False,
    ): """We zaten met z'n drieën om tafel over een vraag die vaker terugkomt: wanneer begint de CJG-coach, en \
wanneer het samenwerkingsverband?

Uitkomst
- Gaat het vooral over thuis, dan begint de CJG-coach.
- Gaat het vooral over leren of over de groep, dan begint de consulent.
- Weten we het niet, dan bellen we met z'n drieën, een kwartier, in dezelfde week.

We proberen dit tot de zomer en nemen het mee naar de volgende kennismaking.""",
}


def minutes_for(kind: str, number: int, *, is_example: bool, is_this_year: bool) -> str:
    """What was written of a session of the school with this number."""
    own = _OF_THE_EXAMPLE.get((MeetingKind(kind), is_this_year)) if is_example else None
    if own is not None:
        return own
    if kind == MeetingKind.SUBSET:
        return _OF_THE_EXAMPLE[MeetingKind.SUBSET, False]
    turn = number + 2 * is_this_year
    if kind == MeetingKind.KENNISMAKING:
        return _joined(turn, _ASKED_FOR, _NEARNESS, _REACHING, _LEARNING, _CLOSING)
    return _joined(turn, _BACK, _CASUS, _INSIGHT)


def _joined(turn: int, *parts: Sequence[str]) -> str:
    """One paragraph of each, another one for neighbours."""
    return "\n\n".join(part[(turn + turn // (place + 2)) % len(part)] for place, part in enumerate(parts))
