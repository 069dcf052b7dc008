from django.db.models import TextChoices


class MeetingKind(TextChoices):
    """What a session is for: the two of every school year (domain.md 1.1), a part of the team, or something else."""

    KENNISMAKING = "kennismaking", "Kennismaking"
    VERDIEPING = "verdieping", "Verdieping"
    SUBSET = "subset", "Met een deel van het kernteam"
    OTHER = "other", "Anders"


class MeetingState(TextChoices):
    DRAFT = "draft", "concept"
    DATE_ASKED = "date_asked", "datum gevraagd"
    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    CANCELLED = "cancelled", "afgezegd"


class Reply(TextChoices):
    """What somebody answered to an invitation."""

    NONE = "none", "nog geen antwoord"
    YES = "yes", "komt"
    MAYBE = "maybe", "misschien"
    NO = "no", "komt niet"


class DateReply(TextChoices):
    """Whether somebody can at a moment of a date poll."""

    YES = "yes", "ja"
    IF_NEED_BE = "if_need_be", "kan als het moet"
    NO = "no", "nee"


class DateNoticeKind(TextChoices):
    """What a mail about a date poll does: ask, remind, hold a moment in a calendar and let it go again, and say that no
    date is sought any more."""

    ASK = "ask", "vraag"
    REMINDER = "reminder", "herinnering"
    HOLD = "hold", "moment vrijhouden"
    RELEASE = "release", "moment weer vrij"
    STOPPED = "stopped", "bericht dat de datumprikker is gestopt"


class Attendance(TextChoices):
    """Who was there, as kept during the session."""

    UNKNOWN = "unknown", "niet ingevuld"
    PRESENT = "present", "aanwezig"
    LATE = "late", "later gekomen"
    LEFT_EARLY = "left_early", "eerder weg"
    IN_BETWEEN = "in_between", "later en eerder weg"
    STAND_IN = "stand_in", "vervanger was er"
    ABSENT = "absent", "afwezig"

    @property
    def is_for_a_part(self) -> bool:
        return self in {Attendance.LATE, Attendance.LEFT_EARLY, Attendance.IN_BETWEEN}


class NoticeKind(TextChoices):
    """What a mail about a session tells."""

    INVITATION = "invitation", "uitnodiging"
    CHANGE = "change", "wijziging"
    CANCELLATION = "cancellation", "afzegging"
    REMINDER = "reminder", "herinnering"
    EVALUATION = "evaluation", "vraag hoe het was"

    @property
    def plural(self) -> str:
        """ "uitnodigingen"."""
        return f"{self.label}en"


class Theme(TextChoices):
    """The three themes of the traject (domain.md 1.1, 18)."""

    NABIJHEID = "nabijheid", "Nabijheid"
    BESCHIKBAARHEID = "beschikbaarheid", "Beschikbaarheid"
    PROFESSIONALISEREN = "professionaliseren", "Samen professionaliseren"


class Question(TextChoices):
    """The four questions that a team can answer afterwards (domain.md 1.1, 14-17)."""

    WHO = "wie", "Wie zijn de leden van mijn kernteam?"
    EXPERTISE = "expertise", "Welke expertise hebben we in huis?"
    ROUTES = "routes", "Welke routes kan ik bewandelen?"
    KEEP_FINDING = "vinden", "En hoe gaan we elkaar in de toekomst blijven vinden?"


class Fill(TextChoices):
    """What the program itself puts under an item of the agenda."""

    PEOPLE = "people", "Wie nieuw is, wie wegging en welke plekken leeg zijn"
    AGREEMENTS = "agreements", "De afspraken die nog openstaan"
    THEMES = "themes", "De drie thema’s"
    GUESTS = "guests", "De gasten"
    QUESTIONS = "questions", "De vier vragen"


class CasusTheme(TextChoices):
    """What a casus is about: one of the three themes, or a topic from this list. Who may not read a casus does read
    this, so it is never free text."""

    NABIJHEID = "nabijheid", "Nabijheid"
    BESCHIKBAARHEID = "beschikbaarheid", "Beschikbaarheid"
    PROFESSIONALISEREN = "professionaliseren", "Samen professionaliseren"
    VERZUIM = "verzuim", "Verzuim"
    THUISZITTEN = "thuiszitten", "Thuiszitten"
    THUIS = "thuis", "De situatie thuis"
    VEILIGHEID = "veiligheid", "Veiligheid"
    GEDRAG = "gedrag", "Gedrag"
    LEREN = "leren", "Leren en ontwikkeling"
    GEZONDHEID = "gezondheid", "Gezondheid"
    PESTEN = "pesten", "Pesten"
    OVERGANG = "overgang", "Overgang naar een andere school"


class AgeBand(TextChoices):
    """How old the child in a casus is, no more precise than this (domain.md 4.5)."""

    YOUNGEST = "4-6", "4 tot en met 6 jaar"
    YOUNG = "7-9", "7 tot en met 9 jaar"
    MIDDLE = "10-12", "10 tot en met 12 jaar"
    OLDER = "13-15", "13 tot en met 15 jaar"
    OLDEST = "16-18", "16 tot en met 18 jaar"


class EvaluationQuestion(TextChoices):
    """The three questions afterwards (domain.md 1.1, 25), each under the name of its field."""

    GAINED = "gained", "Wat heeft het impulstraject je opgeleverd?"
    LEARNED = "learned", "Wat weet je van je partners wat je eerder niet wist?"
    TIME_SPENT = "time_spent", "Hoe ervaar je de tijdsinvestering ten opzichte van de opbrengsten?"
