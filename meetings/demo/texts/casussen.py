"""The casussen. A perspective and a step name a role by its code in `teams.defaults`, or somebody in words."""

from typing import NamedTuple

from meetings.enums import AgeBand, CasusTheme
from teams import defaults

IB, OCO, CJG, CONSULENT = (
    defaults.INTERN_BEGELEIDER,
    defaults.ONDERSTEUNINGSCOORDINATOR,
    defaults.CJG_COACH,
    defaults.CONSULENT,
)
JA, JV, LPA = defaults.JEUGDARTS, defaults.JEUGDVERPLEEGKUNDIGE, defaults.LEERPLICHTAMBTENAAR
OUDERS, LEERLING = "Ouders", "Leerling"


class Story(NamedTuple):
    """A casus as a team wrote it; `subject` is how the session is named after it."""

    label: str
    subject: str
    theme: CasusTheme
    age_band: AgeBand
    story: str
    perspectives: dict[str, str]
    steps: tuple[tuple[str, str, str], ...]


MONDAY = Story(
    "Vaak ziek op maandag",
    "casus schoolverzuim",
    CasusTheme.VERZUIM,
    AgeBand.MIDDLE,
    """Noor zit in groep 7. Sinds de zomer is ze vaak ziek, meestal op maandag. Moeder meldt haar netjes af: \
buikpijn, hoofdpijn, slecht geslapen. Op dinsdag is Noor er weer, stil en moe.

Haar ouders wonen sinds vorig jaar apart. Noor is om het weekend bij vader, een uur rijden verderop. Moeder werkt \
in de zorg en begint op maandag vroeg. Noor heeft twee goede vriendinnen, maar spreekt na school niet meer af.

De leerkracht telt na tien weken negen losse ziekmeldingen. Niemand heeft er nog met de ouders over gesproken.""",
    {
        IB: "Ik zie een patroon, maar elke ziekmelding is op zichzelf gewoon. Ik wil eerst weten wat de leerkracht "
        "al met moeder besprak. Daarna nodig ik beide ouders uit.",
        JA: "Buikpijn op maandag is echte buikpijn. Ik kan Noor met haar ouders op het spreekuur zien en uitsluiten "
        "wat lichamelijk is. Dan kan het gesprek daarna over de rest gaan.",
        CJG: "Ik zie twee huizen en een moeder die het alleen doet. Ik bel graag mee, zodat het gesprek niet alleen "
        "over verzuim gaat.",
        LPA: "Dit is ziekteverzuim, dus er is nog niets te melden. Bellen voor advies kan wel. Ik wil dat niemand "
        "wacht tot het honderd uur is.",
        OUDERS: "We zijn blij als iemand belt en vraagt hoe het gaat, en niet begint met een lijst met dagen.",
        LEERLING: "Zondagavond krijg ik al buikpijn. Ik weet niet of het door school komt.",
    },
    (
        ("Week 1", "de leerkracht", "belt moeder: we missen Noor op maandag, hoe gaat het met haar?"),
        ("Week 2", IB, "nodigt beide ouders uit en vraagt of de jeugdarts mag meekijken."),
        ("Week 3", JA, "ziet Noor op het spreekuur en belt met toestemming de school terug."),
        ("Week 4", CJG, "praat met de ouders over zondagavond: wie doet wat, en hoe vertel je het Noor?"),
        ("Week 6", IB, "kijkt met ouders en leerkracht of de maandagen beter gaan."),
    ),
)
PLAYGROUND = Story(
    "Boos op het plein",
    "casus gedrag",
    CasusTheme.GEDRAG,
    AgeBand.YOUNG,
    """Sem is acht en zit in groep 5. In de klas gaat het meestal goed: hij rekent graag en helpt anderen. Op \
het plein ontploft hij. Hij duwt, schreeuwt en loopt weg. De overblijfkrachten weten niet wat ze moeten doen.

Thuis zijn er drie jongere kinderen en een klein huis. Vader zoekt werk. De ouders zeggen dat Sem thuis nooit boos \
is. Andere ouders beginnen te klagen.""",
    {
        IB: "Het gaat mis zonder structuur. Ik kijk twee keer mee op het plein voordat we iets bedenken.",
        JV: "Ik vraag naar slapen en eten. Om hoe laat gaat hij naar bed, met drie kleintjes in huis?",
        CONSULENT: "Wat werkt er in de klas wel? Dat wil ik naar buiten brengen: een taak, een vaste plek, een maatje.",
        CJG: "Ik ga graag op de koffie. Misschien is er thuis geen ruimte om boos te zijn.",
        OUDERS: "Wij horen alleen wat er misgaat. We willen ook horen dat hij goed rekent.",
    },
    (
        ("Week 1", IB, "kijkt twee keer mee op het plein en schrijft op wat eraan voorafgaat."),
        ("Week 2", "de leerkracht", "vertelt de ouders eerst wat goed gaat, en vraagt dan om hun hulp."),
        ("Week 2", "de overblijfkracht", "geeft Sem een taak in de eerste tien minuten."),
        ("Week 4", JV, "ziet de ouders op het spreekuur."),
        ("Na 8 weken", CONSULENT, "kijkt met het team of dit genoeg is."),
    ),
)
TWO_HOUSES = Story(
    "Twee huizen, één tas",
    "casus scheiding",
    CasusTheme.THUIS,
    AgeBand.YOUNG,
    """Mees is zeven. Zijn ouders gaan uit elkaar en praten alleen nog via de app. De gymtas ligt altijd in het \
andere huis. Beide ouders bellen de leerkracht, vaak met een verhaal over de ander. De leerkracht wordt er moe van \
en durft niets meer te zeggen. Mees tekent al weken alleen nog huizen.""",
    {
        IB: "De leerkracht hoeft geen partij te kiezen. Ik neem de telefoontjes over en nodig ze samen uit.",
        CJG: "Er is een groep voor kinderen in deze situatie. En voor de ouders: een plan op één bladzijde.",
        JV: "Ik let op slapen en groei. Bij spanning zie je dat vaak het eerst.",
        OUDERS: "We willen allebei dat het goed gaat met Mees. Dat vergeten we soms.",
        LEERLING: "Ik wil dat mijn tas er gewoon is.",
    },
    (
        ("Week 1", IB, "spreekt met de leerkracht af wat zij wel en niet bespreekt."),
        ("Week 2", IB, "gesprek met beide ouders samen, een half uur, alleen over school."),
        ("Week 3", CJG, "begint met de ouders aan het plan op één bladzijde."),
        ("Week 5", CJG, "vraagt of Mees mee wil doen aan de groep."),
    ),
)
FEW_WORDS = Story(
    "Nog bijna geen woord",
    "casus jonge kind",
    CasusTheme.LEREN,
    AgeBand.YOUNGEST,
    """Lina is vier en net begonnen. Ze spreekt thuis een andere taal en zegt op school bijna niets. Ze kijkt \
goed, doet alles na en lacht als er gezongen wordt. De leerkracht twijfelt: is het de nieuwe taal, of is er meer? \
Op de peuterspeelzaal was ze maar een paar maanden.""",
    {
        IB: "Een stille periode hoort bij een nieuwe taal. Ik wil weten hoe ze praat in haar eigen taal.",
        JV: "Gehoor eerst. Ik kijk wat er bij het consultatiebureau bekend is, als de ouders dat goed vinden.",
        CONSULENT: "Geef het tot de herfst, maar niet zonder plan. Platen, liedjes en een maatje helpen nu al.",
        CJG: "Ik kan een voorleesgroep voor ouders aanbieden, met een tolk erbij.",
        OUDERS: "Thuis praat ze de hele dag. We begrijpen niet waarom ze het op school niet doet.",
    },
    (
        ("Week 1", "de leerkracht", "vraagt de ouders, met een tolk, hoe Lina thuis praat."),
        ("Week 3", JV, "regelt een gehoortest."),
        ("Week 4", CONSULENT, "laat in de klas zien hoe je met platen werkt."),
        ("Na 10 weken", IB, "bespreekt met de ouders hoe het nu gaat."),
    ),
)
AT_HOME = Story(
    "Liever thuis",
    "casus thuiszitten",
    CasusTheme.THUISZITTEN,
    AgeBand.OLDER,
    """Yassin zit in de tweede klas. Hij haalde goede cijfers, tot hij na de kerst niet meer kwam. Eerst één \
dag, toen drie, nu zes weken. Hij slaapt tot de middag en speelt 's nachts. De gesprekken met de mentor verzet hij \
steeds. De moeder van Yassin heeft alles geprobeerd. Hij zegt dat het te druk is op school en dat niemand hem \
mist.""",
    {
        OCO: "Zes weken is te lang. Ik wil deze week aan de keukentafel zitten, niet op school.",
        LPA: "Dit meld je. Niet om te straffen, maar omdat ik dan mee aan tafel mag.",
        JA: "Ik wil weten of hij niet kan of niet durft. Dat vraagt een gesprek, soms twee.",
        CJG: "Ik begin bij moeder. Zij houdt het al zes weken alleen vol.",
        CONSULENT: "Terug hoeft niet in één keer: twee uur per dag, met een eigen plek, telt ook.",
        LEERLING: "Als ik nu terugga, moet ik alles uitleggen.",
    },
    (
        ("Week 1", OCO, "gaat op huisbezoek, samen met de CJG-coach."),
        ("Week 1", LPA, "krijgt de melding en belt dezelfde dag met school."),
        ("Week 2", JA, "spreekt de jongere alleen, en daarna met moeder erbij."),
        ("Week 3", "de mentor", "maakt een rooster van twee uur per dag, met een eigen plek."),
        ("Elke 2 weken", OCO, "kijkt met iedereen of er een uur bij kan."),
    ),
)
OUTSIDE = Story(
    "Steeds buitenspel",
    "casus pesten",
    CasusTheme.PESTEN,
    AgeBand.MIDDLE,
    """Fenna zit in groep 8 en hoort er niet meer bij. Het begon in een groepsapp die de school niet kent. Ze \
wordt niet geduwd of uitgescholden: ze bestaat gewoon niet. Haar ouders hebben het zelf uitgezocht en willen nu \
namen en straf. De leerkracht zag niets. Twee meisjes uit de groep willen stoppen, maar durven niet.""",
    {
        IB: "We moeten hierover met de hele groep aan het werk, niet alleen met Fenna.",
        CJG: "Ik kan een ouderavond over groepsapps doen, nog deze maand.",
        JV: "Ik vraag Fenna hoe ze slaapt en of ze buikpijn heeft. Dat geeft haar ook een plek om te vertellen.",
        OUDERS: "We willen dat iemand het ziet zonder dat wij het moeten bewijzen.",
        LEERLING: "Ik wil gewoon weer gekozen worden.",
    },
    (
        ("Week 1", "de leerkracht", "spreekt met Fenna, en vraagt wat ze zelf wil."),
        ("Week 1", IB, "belt de ouders en vertelt wat de school gaat doen, zonder namen."),
        ("Week 2", "de leerkracht", "begint met de groep aan de lessen over erbij horen."),
        ("Week 4", CJG, "houdt de ouderavond over groepsapps."),
    ),
)
TIRED = Story(
    "Moe in de klas",
    "casus gezondheid",
    CasusTheme.GEZONDHEID,
    AgeBand.YOUNGEST,
    """Jip is zes en valt in de middag bijna in slaap. Hij komt vaak zonder ontbijt. De trommel is vol, maar met \
dingen die hij niet lust. Bij gym doet hij niet graag mee: rennen valt hem zwaar. Zijn oma brengt hem; zijn ouders \
werken in ploegen. Oma zegt dat het vanzelf overgaat.""",
    {
        JV: "Slaap, eten en bewegen horen bij elkaar. Ik begin met slaap: dat is het snelst te veranderen.",
        IB: "Wij kunnen zorgen voor een rustig kwartier na de lunch en iets te eten in de kast.",
        CJG: "Oma is hier de sleutel. Ik nodig haar uit, met de ouders op een avond dat zij kunnen.",
        OUDERS: "We doen ons best tussen de diensten door. Zeg het ons rechtstreeks, niet via oma.",
    },
    (
        ("Week 1", "de leerkracht", "vraagt oma en ouders hoe de ochtend gaat."),
        ("Week 2", JV, "maakt met de ouders een plan voor slapen op werkdagen."),
        ("Week 5", CJG, "helpt de ouders aan opvang die bij de diensten past."),
        ("Na 3 maanden", JV, "ziet Jip terug op het spreekuur."),
    ),
)
WORRY = Story(
    "Een zorg die blijft",
    "casus meldcode",
    CasusTheme.VEILIGHEID,
    AgeBand.YOUNG,
    """De leerkracht van groep 4 heeft een gevoel dat niet weggaat. Robin schrikt als er een stoel omvalt. Robin \
wil na school niet naar huis en heeft twee keer verteld dat er hard geschreeuwd wordt. Er is niets te zien. De \
ouders zijn vriendelijk en komen op elk gesprek. De leerkracht is bang dat het erger wordt als zij iets zegt.""",
    {
        IB: "Dit is stap 1 van de meldcode. Ik schrijf met de leerkracht op wat ze zag en hoorde, zonder uitleg.",
        CJG: "Vraag mij erbij voor stap 2. Samen bedenken we hoe je het gesprek begint.",
        JA: "Ik denk mee over wat je wel en niet kunt zien.",
        OUDERS: "We schrokken van het gesprek. We waren ook opgelucht dat iemand het vroeg.",
    },
    (
        ("Dag 1", IB, "schrijft met de leerkracht op wat er gezien en gehoord is."),
        ("Dag 2", CJG, "overlegt mee, en vraagt Veilig Thuis om advies zonder naam."),
        ("Week 1", IB, "voert met de leerkracht het gesprek met de ouders."),
        ("Week 2", IB, "weegt met het kernteam: is er hulp nodig, is melden nodig?"),
    ),
)
NEXT_SCHOOL = Story(
    "Naar de brugklas",
    "casus overgang",
    CasusTheme.OVERGANG,
    AgeBand.MIDDLE,
    """Tygo gaat na de zomer naar de brugklas. Op deze school kent iedereen hem: hij heeft een vaste plek, mag \
even lopen en krijgt opdrachten in stukjes. Dat staat nergens op papier. Zijn ouders zijn bang dat het straks \
opnieuw begint. Tygo zelf wil vooral niet opvallen.""",
    {
        IB: "Wat wij vanzelf doen, moeten we opschrijven. Twee bladzijden, samen met Tygo.",
        CONSULENT: "Ik ken beide scholen en kan het gesprek in mei voorzitten.",
        CJG: "Ik blijf tot de herfst hetzelfde gezicht voor de ouders.",
        LEERLING: "Mag ik zelf vertellen wat werkt?",
    },
    (
        ("Maart", IB, "schrijft met Tygo op wat helpt."),
        ("Mei", CONSULENT, "zit het gesprek met de nieuwe school voor."),
        ("Juni", "de nieuwe mentor", "ontmoet Tygo, een half uur, op de oude school."),
        ("Oktober", CJG, "belt de ouders: hoe gaat het?"),
    ),
)

# What De Zeester is still writing, for the verdieping to come.
IN_PREPARATION = Story(
    "Stil sinds de zomer",
    "casus thuis",
    CasusTheme.THUIS,
    AgeBand.YOUNG,
    """Bo is negen en was een druk en vrolijk kind. Sinds de zomer zegt Bo weinig. De cijfers zijn nog goed. \
Vader haalt Bo elke dag op tijd op en is vriendelijk, maar praat niet graag. De buurvrouw, die ook een kind op \
school heeft, vertelde dat moeder al weken niet buiten komt.

Nog verder uitwerken: wat weet de huisarts, en wat mag de school vragen?""",
    {
        IB: "Ik wil vader spreken zonder dat het als een verhoor voelt. Hoe begin ik?",
        CJG: "Als moeder ziek is, kan er snel hulp in huis komen. Daarvoor moet vader wel willen.",
    },
    (
        ("Week 1", "de leerkracht", "vertelt vader dat Bo stiller is, en vraagt hoe het thuis gaat."),
        ("Week 2", IB, "nodigt beide ouders uit."),
    ),
)

PRIMARY = (MONDAY, PLAYGROUND, TWO_HOUSES, FEW_WORDS, OUTSIDE, TIRED, WORRY, NEXT_SCHOOL)
ALL = (*PRIMARY, AT_HOME, IN_PREPARATION)
