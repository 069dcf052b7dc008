from typing import Any

from meetings.actions.questions import answer_question, answer_snapshot
from meetings.enums import Question
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import CountedLineField
from teams.snapshots import about_school


class QuestionForm(ActionForm):
    """What the team itself says of a question."""

    text = CountedLineField(
        label="Wat zegt het kernteam?",
        max_length=600,
        required=False,
        help_text="Een of twee zinnen. Laat het leeg om het antwoord weg te halen.",
        rows=4,
    )

    def __init__(self, *args: Any, school: School, year: SchoolYear, question: Question, **kwargs: Any) -> None:
        snapshot = answer_snapshot(school, year, question)
        super().__init__(*args, snapshot=snapshot, about=about_school(school), **kwargs)
        self.school, self.year, self.question = school, year, question
        self.fields["text"].initial = snapshot[str(question.label)]["antwoord"]

    def act(self, circumstances: Circumstances) -> Change:
        return answer_question(
            school=self.school,
            year=self.year,
            question=self.question,
            text=self.cleaned_data["text"],
            **circumstances,
        )
