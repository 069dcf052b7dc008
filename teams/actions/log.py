from accounts.models import User
from schools.models import Region, School
from teams.enums import LogKind
from teams.models import LogEntry, Professional


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
