import pytest

from schools.duo.casing import recase


@pytest.mark.parametrize(
    ("upper", "dutch"),
    [
        ("HAARLEM", "Haarlem"),
        ("IJMUIDEN", "IJmuiden"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("NIEUWERKERK AD IJSSEL", "Nieuwerkerk ad IJssel"),
        ("BLIJHAM", "Blijham"),
        ("'T HARDE", "'t Harde"),
        ("T HARDE", "'t Harde"),
        ("STAD AAN 'T HARINGVLIET", "Stad aan 't Haringvliet"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("'S-HEER HENDRIKSKINDEREN", "'s-Heer Hendrikskinderen"),
        ("'S GRAVENMOER", "'s Gravenmoer"),
        ("HOORN NH", "Hoorn NH"),
        ("AFFERDEN GLD", "Afferden GLD"),
        ("HUIS TER HEIDE UT", "Huis ter Heide UT"),
        ("BERGEN (NH.)", "Bergen (NH.)"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("DEN HAAG", "Den Haag"),
        ("DEN HAM OV", "Den Ham OV"),
        ("TER AAR", "Ter Aar"),
        ("NIEUWER TER AA", "Nieuwer ter Aa"),
        ("BERG EN DAL", "Berg en Dal"),
        ("HEI- EN BOEICOP", "Hei- en Boeicop"),
        ("OUD-BEIJERLAND", "Oud-Beijerland"),
        ("SINT-MICHIELSGESTEL", "Sint-Michielsgestel"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht"),
        ("REUSEL-DE MIERDEN", "Reusel-De Mierden"),
        ("WEHE-DEN HOORN", "Wehe-den Hoorn"),
        ("ALTEVEER GEM NOORDENVELD", "Alteveer gem Noordenveld"),
        ("ALTEVEER GEM DE WOLDEN", "Alteveer gem De Wolden"),
        ("SPAARNDAM GEM. HAARLEM", "Spaarndam gem. Haarlem"),
        ("2E EXLOERMOND", "2e Exloërmond"),
        ("SUDWEST-FRYSLAN", "Súdwest-Fryslân"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("NUENEN CA", "Nuenen c.a."),
        ("BLESKENSGRAAF CA", "Bleskensgraaf ca"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_the_dutch_way(upper: str, dutch: str) -> None:
    assert recase(upper) == dutch


@pytest.mark.parametrize("name", ["Haarlem", "IJmuiden", "'t Harde", "McDonald"])
def test_a_name_with_small_letters_stays_as_it_is(name: str) -> None:
    assert recase(name) == name


def test_recasing_twice_is_recasing_once() -> None:
    assert recase(recase("2E EXLOERMOND")) == "2e Exloërmond"
