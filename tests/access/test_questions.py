"""What the functions of access answer is what the table of the addresses says."""

import pytest

from tests.access.questions import QUESTIONS, Question, differences
from tests.access.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_function_answers_every_role_as_the_matrix_says(world: World, question: Question) -> None:
    assert list(differences(world, [question])) == []
