"""A school's page as somebody uses it: by the words on it."""

from datetime import date
from typing import Self

from playwright.sync_api import Locator, Page, expect

from schools.models import School


class TeamPage:
    """The page of one school, and what can be done there."""

    def __init__(self, page: Page, school: School) -> None:
        self.page, self.school = page, school
        self.url = f"/scholen/{school.establishment_code}/"

    def open(self, query: str = "") -> Self:
        self.page.goto(self.url + query)
        return self

    def edit(self) -> Self:
        self.page.get_by_role("link", name="Kernteam bewerken").click()
        return self

    @property
    def list(self) -> Locator:
        return self.page.get_by_role("region", name="Kernteam", exact=True)

    @property
    def circle(self) -> Locator:
        return self.page.get_by_role("list", name="Plekken in het kernteam")

    @property
    def panel(self) -> Locator:
        return self.page.locator(".panel")

    @property
    def message(self) -> Locator:
        return self.page.locator(".messages")

    def seat(self, text: str) -> Locator:
        """The seat in the list that has this text."""
        return self.list.locator(".seat", has_text=text)

    def row(self, name: str) -> Locator:
        """The row of one person in the list."""
        return self.list.locator(".seat-row", has=self.page.get_by_role("link", name=name, exact=True))

    def place(self, name: str) -> Locator:
        """The place of one person in the circle."""
        return self.circle.get_by_role("listitem").filter(has=self.page.get_by_label(name))

    def start(self, what: str) -> Locator:
        """Press one of the actions of a member, like "Vervang Samira Bakkali", and get the panel that opens."""
        self.page.wait_for_load_state()  # until its script is there the link is one to a page of its own
        self.page.get_by_role("link", name=what, exact=True).first.click()
        expect(self.panel.get_by_role("heading").first).to_be_focused()
        return self.panel

    def choose(self, typed: str, name: str) -> None:
        """Search as you type, and choose."""
        self.panel.get_by_label("Zoek op naam").press_sequentially(typed)
        expect(self.panel.locator(".people-found .choice")).to_have_count(1)
        self.panel.get_by_role("radio", name=name).check()

    def fill_day(self, label: str, day: date) -> None:
        self.panel.get_by_label(label).fill(day.isoformat())

    def press(self, button: str) -> None:
        self.panel.get_by_role("button", name=button, exact=True).click()

    def undo(self) -> None:
        self.page.get_by_role("button", name="Maak ongedaan").click()

    def says(self, sentence: str) -> None:
        expect(self.message).to_contain_text(sentence)

    def shows(self, *names: str) -> None:
        """These people are in the circle and in the list."""
        for name in names:
            expect(self.row(name)).to_be_visible()
            expect(self.place(name)).to_be_visible()

    def shows_no(self, *names: str) -> None:
        """Neither in the circle nor among the members in the list."""
        for name in names:
            expect(self.row(name)).to_have_count(0)
            expect(self.place(name)).to_have_count(0)

    def has_not_yet(self, name: str) -> None:
        """On this day she was no member, at most somebody who was going to be."""
        planned = self.row(name).and_(self.page.locator(".seat-planned"))
        expect(self.row(name)).to_have_count(planned.count())
