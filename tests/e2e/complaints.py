"""What a browser complained about: its console, script errors, the Content-Security-Policy, requests that failed."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# In pages without scripts nobody listens for violations, but Chromium prints them in the console as well.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  event => console.error("CSP: " + event.violatedDirective + " " + event.blockedURI))"""


@dataclass
class Complaints:
    """Fails a test by being not empty; a test may expect an answer like 409. Only pages of the own site are judged."""

    site: str
    heard: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def expect_status(self, status: int) -> None:
        """This test gets this answer on purpose; the browser's line about it is no complaint."""
        self.expected.add(status)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.add_init_script(TELL_VIOLATIONS)

    def _console(self, message: ConsoleMessage) -> None:
        if message.page and message.page.url.startswith("http") and not message.page.url.startswith(self.site):
            return  # what a single sign-on provider's own page says
        said = [f"{words} {status} " for status in self.expected for words in ("status of", "Error Code")]
        if not any(expected in message.text for expected in said):  # the browser says the one, htmx the other
            self.heard.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page went on before it was there, as when typing on
            self.heard.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.heard.append(f"{response.status}: {response.url}")
