"""How many queries an answer took: said in a header to who asks for it, so that nobody else waits for the counting."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED, SAID = "X-Count", "X-Queries"


class CountedQueries:
    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self._counted(request) if ASKED in request.headers else self.get_response(request)

    def _counted(self, request: HttpRequest) -> Any:
        counter = _Counter()
        with connection.execute_wrapper(counter):
            answer = self.get_response(request)
            if answer.streaming:  # what is streamed asks the database while it goes
                answer = HttpResponse(b"".join(answer.streaming_content), status=answer.status_code)
        answer[SAID] = str(counter.count)
        return answer


class _Counter:
    count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)
