from schools.models.area import Municipality, PostcodeArea, Region
from schools.models.change import Change, ChangeRecord
from schools.models.free_period import FreePeriod
from schools.models.grant import Grant
from schools.models.kept import Kept
from schools.models.opening import Opening
from schools.models.school import Board, School

__all__ = [
    "Board",
    "Change",
    "ChangeRecord",
    "FreePeriod",
    "Grant",
    "Kept",
    "Municipality",
    "Opening",
    "PostcodeArea",
    "Region",
    "School",
]
