"""What each column of a spreadsheet is about: guessed from its head, and chosen by who knows."""

from collections.abc import Iterable, Mapping, Sequence

from teams import names

# What we call a column, and what others do.
FIELDS = {
    "code": ("Vestigingscode", ("brin", "brincode", "brinnummer", "brin6", "vestigingsnummer", "schoolcode")),
    "school": ("School", ("schoolnaam", "naam school", "naam van de school", "vestiging", "locatie", "basisschool")),
    "city": ("Plaats", ("woonplaats", "plaatsnaam", "vestigingsplaats", "dorp", "stad")),
    "role": ("Rol", ("functie", "taak", "discipline", "rol in het kernteam", "rol kernteam")),
    "name": (
        "Naam",
        ("volledige naam", "medewerker", "contactpersoon", "persoon", "professional", "wie", "naam medewerker"),
    ),
    "first_name": ("Voornaam", ("roepnaam", "voorletters", "initialen")),
    "infix": ("Tussenvoegsel", ("tussenv", "tv", "voorvoegsel", "tussenvoegsels", "voorvoegsels")),
    "surname": ("Achternaam", ("familienaam",)),
    "organisation": ("Organisatie", ("instelling", "werkgever", "bedrijf", "werkt bij", "organisatie naam")),
    "email": ("E-mailadres", ("email", "e mail", "mail", "mailadres", "emailadres", "e mail adres")),
    "phone": ("Telefoon", ("tel", "telefoonnummer", "mobiel", "mobiele nummer", "telnr", "tel nr", "06 nummer", "gsm")),
    "starts_on": ("Vanaf", ("startdatum", "begindatum", "start", "begin", "sinds", "ingangsdatum", "datum in")),
    "ends_on": ("Tot en met", ("einddatum", "tot", "t m", "einde", "eind", "datum uit", "laatste dag")),
}
ROLE = "rol:"  # a column of its own for who has this role, in a sheet with a line per school

_KNOWN = {names.plain(word): field for field, (label, others) in FIELDS.items() for word in (label, *others)}


def guess(heads: Sequence[str], roles: Mapping[str, str]) -> list[str]:
    """For every column the field that it probably is, "" for none; `roles` gives the code by every name of a role.

    No field is guessed twice: the first column has it. Roles are columns only where there is no column with roles.
    """
    found: list[str] = []
    for head in heads:
        field = _KNOWN.get(names.plain(head), "")
        found.append("" if field in found else field)
    if "role" in found:
        return found
    for place, head in enumerate(heads):
        code = roles.get(names.plain(head))
        if not found[place] and code and ROLE + code not in found:
            found[place] = ROLE + code
    return found


def what_is_missing(columns: Iterable[str]) -> list[str]:
    """Sentences about what must still be chosen before a sheet can be read."""
    chosen = list(columns)
    said = []
    if not {"code", "school"} & set(chosen):
        said.append("Kies in welke kolom de school staat: de vestigingscode of de naam.")
    if not any(each.startswith(ROLE) for each in chosen):
        if "role" not in chosen:
            said.append("Kies in welke kolom de rol staat, of kies voor elke rol een eigen kolom.")
        if not {"name", "surname"} & set(chosen):
            said.append("Kies in welke kolom de naam staat: de hele naam of de achternaam.")
    twice = {each for each in chosen if each and chosen.count(each) > 1}
    said += [f"Je koos twee kolommen voor ‘{label_of(each)}’. Kies er één." for each in sorted(twice)]
    return said


def label_of(field: str) -> str:
    """How a field is called on screen."""
    return FIELDS[field][0] if field in FIELDS else field.removeprefix(ROLE)
