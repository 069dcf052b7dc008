from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from meetings.actions.evaluating import Answers
from meetings.enums import EvaluationQuestion
from meetings.forms.fields import TextField
from meetings.forms.guarded import GuardedForm
from meetings.models import Evaluation
from meetings.models.evaluation import ANSWER_LENGTH

MARKS = ("1: het kostte veel meer dan het opbracht", "2", "3: het was het waard", "4", "5: het bracht veel meer op")


class EvaluationForm(GuardedForm):
    """How a session was. Sending it again changes the answers; it needs no key against doing it twice."""

    gained = TextField(rows=4, label=EvaluationQuestion.GAINED.label, required=False, max_length=ANSWER_LENGTH)
    learned = TextField(rows=4, label=EvaluationQuestion.LEARNED.label, required=False, max_length=ANSWER_LENGTH)
    time_spent = TextField(rows=4, label=EvaluationQuestion.TIME_SPENT.label, required=False, max_length=ANSWER_LENGTH)
    score = forms.TypedChoiceField(
        label="Welk cijfer geef je de tijdsinvestering?",
        choices=[("", "Geen cijfer"), *enumerate(MARKS, 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een cijfer van 1 tot en met 5."},
    )

    def __init__(self, *args: Any, saved: Evaluation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("gained", "learned", "time_spent"):
            self.fields[name].initial = getattr(saved, name) if saved else None
        self.fields["score"].initial = saved.score if saved and saved.score else ""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def answers(self) -> Answers:
        """What the clean data say."""
        return Answers(**{name: said for name, said in self.cleaned_data.items() if name != "are_no_pupils"})
