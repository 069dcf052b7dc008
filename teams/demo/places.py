"""The municipalities, boards, organisations and 61 schools of Zuid-Duinstreek. All invented.

Codes start with 99, which no province has, and the postcodes have digits that are not in use.
"""

import re
import unicodedata

from schools.enums import Sector
from schools.phones import parse_phone
from teams.demo.plan import PlannedBoard, PlannedOrganisation, PlannedSchool
from teams.enums import OrganisationKind

NAME, PO_CODE, VO_CODE = "Zuid-Duinstreek", "PO9901", "VO9901"
MUNICIPALITIES = {"9901": "Duinveen", "9902": "Zandermeer", "9903": "Helmbroek", "9904": "Noorderstrand"}

BOARDS = (
    PlannedBoard("99001", "Stichting Openbaar Onderwijs Zuid-Duinstreek"),
    PlannedBoard("99002", "Stichting Katholieke Scholen Helmgras"),
    PlannedBoard("99003", "Vereniging De Vuurbaak voor christelijk onderwijs"),
    PlannedBoard("99004", "Stichting Vrij Onderwijs Duin en Polder"),
)
BOARD_OF = {"O": "99001", "K": "99002", "C": "99003", "V": "99004"}
DENOMINATION_OF = {"O": "Openbaar", "K": "Rooms-Katholiek", "C": "Protestants-Christelijk", "V": "Algemeen bijzonder"}

ORGANISATIONS = (
    PlannedOrganisation(OrganisationKind.CJG, "CJG Zuid-Duinstreek"),
    PlannedOrganisation(OrganisationKind.GGD, "GGD Duin en Polder"),
    PlannedOrganisation(OrganisationKind.LEERPLICHT, "Bureau Leerplicht Zuid-Duinstreek"),
    PlannedOrganisation(OrganisationKind.SWV, "Samenwerkingsverband Zuid-Duinstreek"),
    PlannedOrganisation(OrganisationKind.WELZIJN, "Welzijn De Strandvlakte", ("9901", "9902")),
    PlannedOrganisation(OrganisationKind.EXTERN, "Zorg en Veiligheid Zuid-Duinstreek"),
    PlannedOrganisation(OrganisationKind.SCHOOL, "Scholen Zuid-Duinstreek"),
)

# municipality | district or village | postcode digits, then per school: sector, board, name, address
_TABLE = """
9901 Duinveen|Zeewijk|2084
BO O De Zeester|Strandloperpad 12
BO K De Schelpenvisser|Kokkelstraat 4
BO C De Vloedlijn|Vloedlijn 31
BO O 't Duinroosje|Duinrooslaan 7
BO V Kindcentrum voor Natuur, Kunst en Techniek Aan de Zandwetering|Zandwetering 101
BO K De Garnaal|Garnalenhof 2-A
SBO O De Wulp|Wulpenweg 55
9901 Duinveen|Oude Dorp|2085
BO C De Dorpslinde|Lindeplein 1
BO O De Bakkerij|Molensteeg 18
BO K Sint Willebrordusduin|Kerkpad 9
BO O De Klokkenbelt|Brink 22
BO C De Halm|Korenstraat 14
9901 Duinveen|Vogelbuurt|2086
BO O De Tapuit|Tapuitstraat 3
BO K De Zilvermeeuw|Meeuwenlaan 60
BO C De Scholekster|Scholeksterhof 8
BO O De Nachtzwaluw|Zwaluwstraat 25
BO O De Kleine Karekiet|Rietzangerlaan 11
SO O De Zwanebloem|Oeverlaan 70
9901 Duinveen|Stationskwartier|2087
BO O Het Seinhuis|Perronstraat 5
BO K De Wissel|Wisselstraat 40
BO V Daltonschool Élan|Spoorlaan 88
SBO C De Noorderzon|Loodsplein 6
VO V Duinveen Lyceum|Academieweg 2
VO V Vakcollege De Werf|Werfkade 19
9901 Duinveen|Duinrand|2088
BO O De Duindoorn|Duindoornlaan 33
BO C De Helmpoort|Helmpoort 16
BO K De Zandhagedis|Hagedispad 21
BO O De Blauwe Zeedistel|Zeedistellaan 48
BO C De Wilde Kamperfoelie|Kamperfoeliepad 10
VSO O De Ankerplaats|Ankerweg 77
9902 Zandermeer||2090
BO O De Meerkoet|Meerkade 13
BO K De Lisdodde|Lisdoddestraat 29
BO C Het Kompasroosje|Windroosplein 4
BO O De Waterlelie|Lelielaan 52
BO K De Oeverzwaluw|Oeverzwaluwhof 6
BO V Jenaplanschool De Kring van Zand|Zandkring 1
SBO K De Fuut|Fuutlaan 38
SO O De Steiger|Steigerdam 15
VO V Mavo De Kiekendief|Kiekendiefweg 3
VO V Zandermeer College|Collegelaan 120
9902 Westerzand||2091
BO O De Rietkraag|Dorpsstraat 44
BO C De Polderster|Polderweg 8
BO K De Kievit|Kievitlaan 17
BO O Het Skûtsje|Havenkade 5
9903 Helmbroek||2093
BO O De Broekster|Broeklaan 2
BO K De Zonnedauw|Zonnedauwstraat 30
BO C De Ruïnetuin|Kasteellaan 11
BO O De Gagel|Gagelpad 26
SBO O De Boomkruiper|Beukenlaan 61
VO V Het Getij|Getijdenplein 1
9903 Lage Helm||2094
BO O De Wollegraspluim|Wollegrasweg 9
BO K De Kraanvogel|Veenpad 20
BO C De Turfschuit|Turfkade 7
9904 Noorderstrand||2096
BO O De Vuurtorenwachter|Vuurtorenweg 1
BO K De Branding|Boulevard 240
BO C De Zeekraal|Zeekraalstraat 36
BO O De Drieteenstrandloper|Strandlopersduin 18
BO O De Schorpioenmos|Mosduin 5
SO O De Bolder|Bolderkade 12
9904 Wittezand||2097
BO K De Stormvogel|Stormvogelpad 3
BO O Het Hondsroosbos|Hondsrooslaan 27
"""
_LETTERS = "ABCDEGHJKLNPRTVWXZ"
_WITHOUT_WEBSITE = {"De Bakkerij", "De Turfschuit"}
_WITHOUT_PHONE = {"De Kraanvogel"}


def slug(text: str) -> str:
    """ "De Ruïnetuin" as "deruinetuin": the letters a web address can have."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ł", "l"))
    return re.sub(r"[^a-z0-9]", "", plain)


def schools() -> tuple[PlannedSchool, ...]:
    """The schools of the table, in its order: neighbours stand together."""
    found: list[PlannedSchool] = []
    place = ""
    for line in _TABLE.strip().splitlines():
        if line[0] == "9":
            place = line
        else:
            found.append(_school(len(found), place, line))
    return tuple(found)


def _school(number: int, place: str, line: str) -> PlannedSchool:
    where, district, digits = place.split("|")
    municipality, city = where.split(" ", 1)
    sector, board, rest = line.split(" ", 2)
    name, address = rest.split("|")
    street, house_number = address.rsplit(" ", 1)
    letters = _LETTERS[number % 18] + _LETTERS[(number * 7 + 3) % 18]
    return PlannedSchool(
        establishment_code=f"99{'XYZ'[number // 26]}{chr(ord('A') + number % 26)}00",
        name=name,
        sector=Sector(sector),
        denomination=DENOMINATION_OF[board],
        street=street,
        house_number=house_number,
        postcode=f"{digits} {letters}",
        city=city,
        district=district,
        phone="" if name in _WITHOUT_PHONE else parse_phone(f"023-555{1010 + number * 13}"),
        website="" if name in _WITHOUT_WEBSITE else f"https://{slug(name)}.example.nl",
        municipality=municipality,
        board=BOARD_OF[board],
    )
