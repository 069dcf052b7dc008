from django.db.models import TextChoices


class Domain(TextChoices):
    """The field a role works in. The values are also the names of the colours in tokens.css."""

    ONDERWIJS = "onderwijs", "Onderwijs"
    JEUGDHULP = "jeugdhulp", "Jeugdhulp"
    GEZONDHEID = "gezondheid", "Gezondheid"
    LEERPLICHT = "leerplicht", "Leerplicht"
    PASSEND_ONDERWIJS = "passend", "Passend onderwijs"
    EXTERN = "extern", "Op afroep"


class OrganisationKind(TextChoices):
    SCHOOL = "school", "school"
    CJG = "cjg", "CJG"
    GGD = "ggd", "GGD"
    LEERPLICHT = "leerplicht", "leerplicht (gemeente)"
    SWV = "swv", "samenwerkingsverband"
    WELZIJN = "welzijn", "welzijn"
    JEUGDHULP = "jeugdhulp", "jeugdhulpaanbieder"
    EXTERN = "extern", "extern"


class Ring(TextChoices):
    """How near a role is to the school; decides where it stands in the circle."""

    IN_SCHOOL = "in_school", "in de school"
    PARTNER = "partner", "vaste partner"
    ON_CALL = "on_call", "op afroep"


class Need(TextChoices):
    """How much a school must have a seat filled."""

    REQUIRED = "required", "verplicht"
    WISHED = "wished", "gewenst"
    IF_THERE_IS_ONE = "if_there_is_one", "als die er is"


class PlanStage(TextChoices):
    """How far the plan to give somebody a seat is. Who agreed has a membership, and no plan any more."""

    WISH = "wish", "wens"
    ASKED = "asked", "gevraagd"


class Visibility(TextChoices):
    """Who sees a contact field of a professional; each reaches further than the one before."""

    TEAMS = "teams", "alleen mijn eigen kernteams"
    REGION = "region", "iedereen in de regio"
    PUBLIC = "public", "iedereen, ook op de openbare pagina van mijn scholen"


class LogTopic(TextChoices):
    """What the lines of a logbook can be about."""

    TEAM = "team", "het kernteam"
    PEOPLE = "personen", "gegevens van personen"
    GRANTS = "bevoegdheden", "bevoegdheden"
    SETUP = "inrichting", "plekken, rollen en organisaties"
    MEETINGS = "bijeenkomsten", "bijeenkomsten"
    LOOKS = "inzage", "inzage, export en uitnodigingen"


class LogKind(TextChoices):
    """What is kept of things that change no row."""

    PHONE_SHOWN = "phone_shown", "bekeek een afgeschermd telefoonnummer"
    EXPORTED = "exported", "exporteerde gegevens"
    INVITED = "invited", "verstuurde een uitnodiging"
    NOTIFIED = "notified", "verstuurde mails over een bijeenkomst"


class BundleState(TextChoices):
    """How far a bundle of posters is."""

    MAKING = "making", "wordt gemaakt"
    READY = "ready", "klaar"
    FAILED = "failed", "mislukt"


class ImportState(TextChoices):
    """How far a spreadsheet on its way in is."""

    COLUMNS = "columns", "kies de kolommen"
    CHECKING = "checking", "wordt vergeleken"
    READY = "ready", "klaar om in te lezen"
    APPLYING = "applying", "wordt ingelezen"
    DONE = "done", "ingelezen"
    UNDOING = "undoing", "wordt ongedaan gemaakt"
    UNDONE = "undone", "ongedaan gemaakt"
    FAILED = "failed", "mislukt"


class RowVerdict(TextChoices):
    """What becomes of one row of a spreadsheet."""

    NEW = "new", "nieuw"
    CHANGED = "changed", "gewijzigd"
    SAME = "same", "gelijk"
    DOUBTFUL = "doubtful", "twijfel"
    REFUSED = "refused", "geweigerd"
