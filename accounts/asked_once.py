"""What a page asks about its reader it asks once: her grants, her seats, whom she coordinates (decision 40).

Kept while one page is shown and no longer, so nothing can be stale; a request that may write keeps nothing.
"""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

SAFE = frozenset({"GET", "HEAD"})
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


def once(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """While a page is shown, the first answer to a question about the same things; else a new one each time."""

    @wraps(question)
    def ask(*asked: Asked.args, **more: Asked.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return question(*asked, **more)
        key = question, asked, tuple(more.items())
        if key not in answers:
            answers[key] = question(*asked, **more)
        found: Answer = answers[key]
        return found

    return ask


class AskedOnceMiddleware:
    """Says where a page begins and ends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _answers.set({} if request.method in SAFE else None)
        try:
            return self.get_response(request)
        finally:
            _answers.reset(token)
