"""Recognises a first name with a surname in Dutch text by its capitals, without a list of names; what is written all in
capitals or in lower case is left to `teams.uncased_names`.

Two words with a capital in a row, with a tussenvoegsel between them or not, are a name. Not so: institutions, words of
this field, abbreviations, and a word that has its capital because it begins a sentence. A name that begins a sentence
("Daan Jansen") is told from another word before a name ("Gisteravond Daan") by the word itself and by the rest of the
text. In doubt it is a name: to ask somebody to put it otherwise is better than to keep the name of a child.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from teams.names import INFIXES, one_line
from teams.uncased_names import Part, uncased_names


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


INSTITUTIONS = (
    "Centrum voor Jeugd en Gezin",
    "Centrum Jeugd en Gezin",
    "Jeugd en Gezin",
    "Ouder- en Kindteam",
    "Veilig Thuis",
    "Passend Onderwijs",
    "Speciaal Onderwijs",
    "Speciaal Basisonderwijs",
    "Voortgezet Onderwijs",
    "Raad voor de Kinderbescherming",
    "Integrale Vroeghulp",
    "Leger des Heils",
    "Rode Kruis",
    "Sociaal Wijkteam",
    "Sociaal Team",
    "Bureau Halt",
    "Den Haag",
    "Den Helder",
    "Den Bosch",
    "Goede Vrijdag",
)
# Part of no name, wherever they stand: this field, days and months, countries and languages, and links in a title.
NO_NAMES = _listed(
    """
    aandachtsfunctionaris autisme basisschool beschermingstafel beschermtafel bureau casus centrum cjg-coach
    consulent directeur dossier dyslexie fase gemeente ggd groep halt handelingsplan huisarts intern jeugdarts
    jeugdbescherming jeugdhulp jeugdverpleegkundige jeugdwet jeugdzorg kindcentrum kernteam klas kleuterklas
    leerling leerplicht leerplichtambtenaar leerplichtwet logopedie meldcode middenschool onderbouw bovenbouw
    onderwijs onderwijsconsulent ondersteuningsteam orthopedagoog politie praktijkonderwijs procesbegeleider
    samenwerkingsverband school stichting team verwijsindex wijkagent wijkteam zorgteam maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober
    november december kerst kerstmis pasen pinksteren sinterklaas ramadan suikerfeest offerfeest herfstvakantie
    kerstvakantie voorjaarsvakantie meivakantie zomervakantie nederland nederlands nederlandse engeland engels
    engelse arabisch arabische turkije turks turkse marokko marokkaans marokkaanse polen pools poolse syrië syrisch
    syrische oekraïne oekraïens oekraïense duitsland duits duitse eritrea suriname surinaams surinaamse somalië
    somalisch berbers europa noord zuid oost west met voor naar bij over om door tot en of
    """
)
# Stand before a name, and may be a surname themselves.
TITLES = _listed(
    """
    mevrouw mevr mw meneer mijnheer heer dhr familie gezin kind kinderen jongen meisje vader moeder ouders ouder
    papa mama opa oma oom tante broer broertje zus zusje stiefvader stiefmoeder pleegvader pleegmoeder pleegouders
    juf juffrouw meester leerkracht leraar mentor coach arts dokter schoolarts begeleider hulpverlener buurman
    buurvrouw vriend vriendin
    """
)
# Have a capital only because a sentence begins with them.
OPENINGS = _listed(
    """
    de het een deze die dit dat elke elk ieder iedere alle beide sommige veel weinig geen enkele ik jij je u hij
    zij ze wij we jullie men er iemand niemand iedereen mijn jouw zijn haar ons onze hun uw in op na naar bij met
    van voor door over onder tot tegen tussen zonder vanaf vanuit via volgens sinds tijdens wegens om aan af uit te
    binnen buiten behalve naast boven achter langs rond rondom per ondanks dankzij vanwege en of maar want dus toch
    ook nog al als dan toen nu omdat doordat zodat terwijl hoewel wanneer zodra totdat voordat nadat mits tenzij
    indien daarom daardoor daarna daarbij daarnaast daarop daar hier waar waarom waardoor waarbij hoe wie wat welke
    welk hierdoor hierbij hierna verder vervolgens eerst eerder later straks soms vaak meestal altijd nooit steeds
    weer opnieuw misschien wellicht helaas gelukkig eigenlijk intussen inmiddels ondertussen vroeger vandaag
    gisteren morgen eergisteren overmorgen gisteravond vanmorgen vanochtend vanmiddag vanavond thuis samen alleen
    ineens plotseling toevallig vooral juist zelfs zo alsof beste geachte hallo dag is was waren ben bent heeft
    hebben had hadden heb wordt worden werd werden kan kunnen kon konden mag mogen mocht moet moeten moest zal
    zullen zou zouden wil willen wilde wou gaat gaan ging komt komen kwam doet doen deed zit zitten zat staat staan
    stond ligt liggen lag blijft blijven bleef lijkt lijken leek vindt vinden vond weet weten wist denkt denken
    dacht zegt zeggen zei vraagt vragen vroeg krijgt krijgen kreeg geeft geven gaf laat laten liet ziet zien zag
    hoort horen neemt nemen nam belt bellen woont wonen woonde speelt spelen maakt maken praat praten vertelt
    vertellen vertelde helpt helpen hielp loopt lopen liep slaapt slapen eet eten drinkt huilt schreeuwt slaat
    voelt voelen heet heten noem mist bespreek vraag gedrag verzuim situatie thuissituatie zorg zorgen hulp doel
    plan gesprek stap advies kracht leeftijd contact verhaal hulpvraag vragen doelen afspraken perspectief thema naam
    """
)
OPENING_ENDS = ("lijk", "lijks", "heid", "ing", "ingen", "loos", "dag", "week")  # "Eindelijk Daan", "Begeleiding Daan"
ARTICLES = _listed("de het een zijn haar hun geen deze die dit dat")
LABELS = _listed("casus groep klas optie deel team lokaal bijlage plan punt stap kind leerling school fase")
# Left out are those that stand between other words as often: "Daan in de klas".
BETWEEN = frozenset(INFIXES) - {"het", "te", "in de", "in het", "op de", "op het", "aan de", "aan het", "uit de"}
INFIX_WORDS = _listed("van von de den der het 't ’t 's ’s ten ter te in op aan uit")

_INSTITUTION = re.compile(rf"\b(?:{'|'.join(sorted(INSTITUTIONS, key=len, reverse=True))})\b", re.IGNORECASE)
_WORD = re.compile(
    r"(?<!\w)['’][ts](?!\w)"  # 't
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s?[^\W\d_])"  # initials
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*"
)


def full_names_in(text: str) -> list[str]:
    """The names of a first name or initials with a surname, in the order of the text, each once."""
    tidy = "\n".join(one_line(line) for line in text.splitlines())
    words = _words(tidy)
    runs = list(_runs(words))
    alone = {run[0].text for run in runs if len(run) == 1 and not run[0].is_addressed}
    spans = [(run[0].start, run[-1].end) for run in runs if _is_name(run, alone)]
    parts = [Part(word.text, word.start, word.end, word.gap.isspace() and "\n" not in word.gap) for word in words]
    more = uncased_names(parts, BETWEEN, _is_everyday)
    found = [*spans, *(span for span in more if not any(_overlap(span, other) for other in spans))]
    return list(dict.fromkeys(_text(tidy, span) for span in sorted(found)))


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    gap: str  # what stands between the word before and this one
    before: str  # the word before
    is_thing: bool  # the text has it with an article too: "de zwemles"

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_initials(self) -> bool:
        return self.text.endswith(".") and self.text.isupper()

    @property
    def is_capital(self) -> bool:
        """With one capital, as names have: no abbreviation, infix or word that is in no name."""
        core = self.text[2:] if self.text[:2] in {"d'", "d’"} else self.text
        first_part = re.split(r"['’-]", core)[0]
        return (
            core[0].isupper()
            and len(core) > 1
            and not (first_part.isupper() and len(first_part) > 1)
            and not core.endswith(".")
            and not {self.lower, first_part.lower()} & (NO_NAMES | INFIX_WORDS)
        )

    @property
    def opens(self) -> bool:
        """Whether a sentence, a line, a quotation or the like begins here."""
        return not self.gap or not self.gap.isspace() or "\n" in self.gap

    @property
    def is_opening(self) -> bool:
        """Whether it owes its capital to its place."""
        return self.lower in OPENINGS or self.is_thing or self.lower.endswith(OPENING_ENDS)

    @property
    def is_addressed(self) -> bool:
        """Whether it is a surname alone: mevrouw Jansen, familie de Vries."""
        return self.before.lower() in (TITLES | INFIX_WORDS) - {"van"}

    def follows(self, other: "_Word") -> bool:
        """Whether they may be parts of one name. A line may break at a tussenvoegsel, not between two capitals."""
        if other.is_initials and not self.gap:
            return True
        return self.gap.isspace() and ("\n" not in self.gap or self.text.islower() or other.text.islower())


def _words(text: str) -> list[_Word]:
    """The words of a text; institutions are passed over, and nothing runs through them."""
    found = list(_WORD.finditer(_INSTITUTION.sub(lambda name: "|" * len(name.group()), text)))
    things = {noun.group() for article, noun in pairwise(found) if article.group().lower() in ARTICLES}
    words, end, before = [], 0, ""
    for match in found:
        word, start = match.group(), match.start()
        words.append(_Word(word, start, match.end(), text[end:start], before, word.lower() in things))
        end, before = match.end(), word
    return words


def _runs(words: list[_Word]) -> Iterator[list[_Word]]:
    """The parts of what may be a name, without the tussenvoegsels between them."""
    at = 0
    while at < len(words):
        if _may_begin(words, at):
            indices = [at]
            while (following := _next_part(words, indices[-1])) is not None:
                indices.append(following)
            yield [words[index] for index in indices]
            at = indices[-1]
        at += 1


def _may_begin(words: list[_Word], at: int) -> bool:
    word = words[at]
    if word.is_initials:
        return len(word.text) > 2 or _is_initial(word, words[at + 1])
    return word.is_capital and word.lower not in TITLES and not (word.opens and word.is_opening)


def _is_initial(word: _Word, following: _Word) -> bool:
    """Whether a letter with a full stop begins a name: "D. de Vries", and not the end of "casus A. Daarna"."""
    if following.text.islower():
        return True
    return word.before.lower() not in LABELS and not word.before[:1].isupper() and not following.is_opening


def _next_part(words: list[_Word], at: int) -> int | None:
    """Where the name goes on, straight on or after a tussenvoegsel."""
    for length in range(3):
        part = words[at : at + length + 2]
        infix = " ".join(word.lower for word in part[1:-1])
        if (
            len(part) == length + 2
            and part[-1].is_capital
            and (not length or infix in BETWEEN)
            and all(after.follows(before) for before, after in pairwise(part))
        ):
            return at + length + 1
    return None


def _is_name(run: list[_Word], alone: set[str]) -> bool:
    """At the beginning of a sentence, two parts are none when only the second also stands alone, as a first name."""
    first, *rest = run
    is_opening = first.opens and not first.is_initials and first.text not in alone
    return bool(rest) and not (is_opening and len(rest) == 1 and rest[0].text in alone)


def _is_everyday(word: str) -> bool:
    """Whether a word in lower case is part of no name."""
    return word in NO_NAMES | TITLES | OPENINGS | INFIX_WORDS or word.split("-", maxsplit=1)[0] in NO_NAMES


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _text(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split())
