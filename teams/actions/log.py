from collections.abc import Sequence

from accounts.models import User
from schools.models import Region, School
from teams.enums import LogKind
from teams.models import LogEntry, Professional

SHIELDED = {"phone": "telefoonnummer", "email": "e-mailadres"}


def write_log(
    *,
    kind: LogKind,
    actor: User,
    summary: str,
    about: Professional | None = None,
    school: School | None = None,
    region: Region | None = None,
) -> LogEntry:
    """Keep that somebody did something that changed no row; without a region it belongs to that of school or person."""
    if region is None and school is not None:
        region = school.region
    if region is None and about is not None:
        region = about.organisation.region
    return LogEntry.objects.create(kind=kind, actor=actor, summary=summary, about=about, school=school, region=region)


def log_look(*, professional: Professional, fields: Sequence[str], actor: User) -> LogEntry:
    """Keep that somebody looked at contact data that are shielded from her."""
    what = " en ".join(SHIELDED[field] for field in fields)
    summary = f"Bekeken: afgeschermd {what} van {professional}."
    return write_log(kind=LogKind.PHONE_SHOWN, actor=actor, about=professional, summary=summary)


def log_export(
    *,
    summary: str,
    actor: User,
    about: Professional | None = None,
    school: School | None = None,
    region: Region | None = None,
) -> LogEntry:
    """Keep that somebody took data away in a file: of herself, of a school's team, or of the teams of a region."""
    return write_log(kind=LogKind.EXPORTED, actor=actor, about=about, school=school, region=region, summary=summary)
