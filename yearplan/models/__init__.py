from yearplan.models.batch import Batch, BatchLine
from yearplan.models.plan import Absence, ClosedDay, SchoolWish, YearPlan
from yearplan.models.proposal import Proposal, ProposedSession
from yearplan.models.run import Run

__all__ = [
    "Absence",
    "Batch",
    "BatchLine",
    "ClosedDay",
    "Proposal",
    "ProposedSession",
    "Run",
    "SchoolWish",
    "YearPlan",
]
