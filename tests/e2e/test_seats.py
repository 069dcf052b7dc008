"""What else an IB does with the seats of her school, each in place and in the circle as well as in the list."""

from datetime import date

from playwright.sync_api import expect

from teams.models import Professional
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World
from tests.factories import StandInFactory


def test_a_successor_is_planned_for_next_1_august(team: TeamPage, world: World) -> None:
    team.edit().start("Vervang Samira Bakkali")
    team.choose("tom", "Tom de Vries")
    team.fill_day("De opvolger begint op", world.next_august)
    team.press("Vervang")
    team.says("Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 1 augustus 2027.")
    expect(team.row("Samira Bakkali")).to_contain_text("stopt 31 jul 2027")
    expect(team.row("Tom de Vries")).to_contain_text("vanaf 1 augustus 2027")
    expect(team.place("Samira Bakkali, CJG-coach")).to_be_visible()
    expect(team.place("Tom de Vries, CJG-coach, straks in dit team")).to_be_visible()
    expect(team.place("Tom de Vries")).to_contain_text("straks")


def test_the_planned_successor_is_in_the_team_of_that_day(team: TeamPage, world: World) -> None:
    tom = Professional.objects.get(surname="Vries")
    coach = world.member("Bakkali")
    coach.ends_on = date(2027, 7, 31)
    coach.save()
    world.sits(tom, "cjg-coach", since=world.next_august)
    team.open("?op=2027-08-01")
    team.shows("Tom de Vries")
    team.shows_no("Samira Bakkali")


def test_last_years_team_is_two_presses_away(team: TeamPage) -> None:
    team.page.get_by_text("bekijk een andere dag").click()
    team.page.get_by_role("link", name="Vorig schooljaar (1 oktober 2025)").click()
    expect(team.page).to_have_url(team.page.url.split("/scholen")[0] + f"{team.url}?op=2025-10-01")
    expect(team.page.get_by_text("Je kijkt naar het kernteam van woensdag 1 oktober 2025")).to_be_visible()
    team.shows("Olga Boon")
    team.has_not_yet("Samira Bakkali")
    expect(team.page.get_by_role("link", name="Kernteam bewerken")).to_have_count(0)
    team.page.get_by_role("link", name="Terug naar vandaag").click()
    team.shows("Samira Bakkali")


def test_any_day_can_be_picked(team: TeamPage) -> None:
    team.page.get_by_text("bekijk een andere dag").click()
    team.page.get_by_label("Kernteam op").fill("2026-07-31")
    team.page.get_by_role("button", name="Toon").click()
    team.shows("Olga Boon")
    team.has_not_yet("Samira Bakkali")


def test_a_vacancy_is_filled_by_somebody_new(team: TeamPage) -> None:
    expect(team.place("Vacature, Leerplichtambtenaar")).to_be_visible()
    team.start("Vul in: Leerplichtambtenaar")
    new_person(team, "Rik", "Zwart", "SWV Duin")
    team.press("Zet in het kernteam")
    team.says("Rik Zwart is leerplichtambtenaar vanaf 22 november 2026.")
    team.shows("Rik Zwart")
    expect(team.place("Vacature, Leerplichtambtenaar")).to_have_count(0)
    expect(team.page.get_by_text("✓ compleet")).to_be_visible()


def test_a_vacancy_is_filled_from_the_circle(team: TeamPage) -> None:
    team.circle.get_by_role("link", name="Vacature, Leerplichtambtenaar").click()
    expect(team.page.get_by_role("heading", name="Wie wordt leerplichtambtenaar?")).to_be_visible()


def test_somebody_already_known_is_not_made_twice(team: TeamPage) -> None:
    team.start("Vul in: Leerplichtambtenaar")
    new_person(team, "Lobke", "Mulder", "SWV Duin")
    team.press("Zet in het kernteam")
    expect(team.panel.get_by_role("alert")).to_contain_text("Iemand met deze naam of dit e-mailadres is al bekend.")
    team.panel.get_by_role("radio", name="Lobke Mulder").check()
    team.press("Zet in het kernteam")
    team.shows("Lobke Mulder")
    assert Professional.objects.filter(surname="Mulder").count() == 1


def test_a_namesake_can_be_added_all_the_same(team: TeamPage) -> None:
    team.start("Vul in: Leerplichtambtenaar")
    new_person(team, "Lobke", "Mulder", "SWV Duin")
    team.press("Zet in het kernteam")
    team.panel.get_by_role("checkbox", name="Ja, dit is iemand anders").check()
    team.press("Zet in het kernteam")
    team.shows("Lobke Mulder")
    assert Professional.objects.filter(surname="Mulder").count() == 2


def test_a_stand_in_for_a_period(team: TeamPage) -> None:
    team.edit().start("Waarnemer voor Eva Jansen")
    team.choose("lobke", "Lobke Mulder")
    team.fill_day("Tot en met", date(2027, 1, 15))
    team.press("Bewaar waarneming")
    team.says("Lobke Mulder neemt waar voor Eva Jansen, van 22 november 2026 tot en met 15 januari 2027.")
    expect(team.row("Eva Jansen")).to_contain_text("Lobke Mulder")
    expect(team.place("Eva Jansen, jeugdarts, nu vervangen door Lobke Mulder")).to_be_visible()


def test_a_stand_in_stops(team: TeamPage, world: World) -> None:
    StandInFactory(membership=world.member("Jansen"), professional=Professional.objects.get(surname="Mulder"))
    team.open()
    expect(team.row("Eva Jansen")).to_contain_text("Lobke Mulder")
    team.page.get_by_role("button", name="Stop de waarneming door Lobke Mulder").click()
    team.says("De waarneming door Lobke Mulder is gestopt.")
    expect(team.row("Eva Jansen")).not_to_contain_text("Lobke Mulder")


def test_contact_days_hours_and_first_contact(team: TeamPage) -> None:
    panel = team.edit().start("Contact met Samira Bakkali")
    panel.get_by_role("checkbox", name="donderdag").check()
    panel.get_by_label("Vaste contacttijd").fill("do 9.00-10.00 uur")
    panel.get_by_role("checkbox", name="Eerste contact").check()
    team.press("Bewaar")
    team.says("Contact met Samira Bakkali is bijgewerkt.")
    row = team.row("Samira Bakkali")
    for words in ("do 9.00-10.00 uur", "eerste contact"):
        expect(row).to_contain_text(words)
    expect(team.place("Samira Bakkali, CJG-coach, eerste contact")).to_be_visible()
    expect(team.place("Samira Bakkali").locator(".circle-day")).to_have_count(1)


def test_somebody_stops(team: TeamPage) -> None:
    team.edit().start("Laat Eva Jansen stoppen")
    team.fill_day("Laatste dag", date(2026, 11, 21))
    team.press("Laat stoppen")
    team.says("Eva Jansen stopt als jeugdarts, laatste dag 21 november 2026.")
    team.shows_no("Eva Jansen")
    expect(team.seat("Jeugdarts en/of jeugdverpleegkundige")).to_contain_text("geen lid sinds 22 november 2026")


def test_a_mistake_is_corrected(team: TeamPage) -> None:
    panel = team.edit().start("Herstel een fout bij Samira Bakkali")
    panel.get_by_label("Wie").select_option("Vries, Tom de")
    team.press("Herstel")
    team.says("Hersteld: Tom de Vries, CJG-coach vanaf ")
    team.shows("Tom de Vries")
    team.shows_no("Samira Bakkali")


def test_who_never_sat_there_is_removed_and_comes_back(team: TeamPage) -> None:
    team.edit().start("Herstel een fout bij Samira Bakkali")
    team.press("Haal weg uit het kernteam")
    team.says("Samira Bakkali is weggehaald als CJG-coach.")
    team.shows_no("Samira Bakkali")
    team.undo()
    team.shows("Samira Bakkali")


def test_the_whole_team_is_confirmed_with_one_press(team: TeamPage) -> None:
    expect(team.list).to_contain_text("Nog niet bevestigd.")
    team.page.get_by_role("button", name="Ja, alles klopt nog").click()
    team.says("Het kernteam van De Zeester is bevestigd.")
    expect(team.list).to_contain_text("✓ Vandaag bevestigd door Anneke Visser")


def new_person(team: TeamPage, first_name: str, surname: str, organisation: str) -> None:
    team.panel.get_by_role("radio", name="Nieuwe persoon").check()
    team.panel.get_by_label("Voornaam").fill(first_name)
    team.panel.get_by_label("Achternaam").fill(surname)
    team.panel.get_by_role("combobox", name="Organisatie").select_option(organisation)
