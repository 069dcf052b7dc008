"""The rule that nobody is in two places, in the form in which the database keeps it."""

from teams.overlap import Rule

RULES = (
    Rule("meetings_nobody_in_two_places", "meetings_invitation", ("professional_id",), "blocks_time", moments=True),
)
