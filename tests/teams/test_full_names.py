"""A first name with a surname is recognised in a text; a first name alone, an institution and a word are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.full_names import full_names_in


@pytest.mark.parametrize(
    "name",
    [
        "Daan Jansen",
        "Daan de Vries",
        "Floor van den Berg",
        "Samira el Bakkali",
        "Ester van der Ven-van Dijk",
        "Anne-Marie Smit",
        "Noa van ’t Hof",
        "Noa van 't Hof",
        "Joost ten Cate",
        "Ilse ter Horst",
        "Gabriel d’Ancona",
        "Zoë Çelik",
        "Jan Peter de Wit",
        "Mark van Dijk",
        "Roos Bakker",
        "Daan Van Dijk",
        "J.P. Jansen",
        "D. de Vries",
        "Ahmed ben Salah",
        "Katie Vriend",
        "Peter de Meester",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    ["{}", "{} zit in groep 5.", "Het gaat om {}.", "De moeder van {} belt.", "“{}”, zei de leraar.", "- {}: 8 jaar"],
)
def test_a_full_name_wherever_it_stands(name: str, sentence: str) -> None:
    assert full_names_in(sentence.format(name)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Daan",
        "Daan zit in groep 5.",
        "Vandaag Daan gesproken.",
        "Heeft Daan vrienden?",
        "Volgens Daan is er niets.",
        "Moeder Fatima belt elke week.",
        "Juf Sanne maakt zich zorgen.",
        "De moeder van Daan belt.",
        "Gedrag van Daan: rustig.",
        "Begeleiding Daan: wekelijks.",
        "Eindelijk Daan!",
        "Daan, Noor en Ali spelen samen.",
        "Daan en Noor",
        "Daan (8) en Noor (9)",
        "Daan in Haarlem, Daan op De Boog",
        "Hij zit op De Boog in Haarlem.",
        "Maandag Daan gezien, dinsdag Noor.",
        "In Maart Daan gesproken.",
        "Kind A en Kind B",
        "Casus A. Daan is 8 jaar.",
        "Casus Daan",
        "Hulpvraag Daan: hoe gaat hij weer naar school?",
        "Dokter Smit en Schoolarts Eva",
        "Leerling X. Vader werkt.",
        "Daan praat Arabisch, Noor Turks.",
    ],
)
def test_a_first_name_alone_is_fine(text: str) -> None:
    assert full_names_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Veilig Thuis is gebeld. Ook veilig thuis belt terug.",
        "Het Centrum voor Jeugd en Gezin",
        "Passend Onderwijs Kennemerland",
        "Samenwerkingsverband PO Zuid-Kennemerland",
        "De Raad voor de Kinderbescherming doet onderzoek.",
        "CJG Kennemerland en GGD Kennemerland",
        "De IB'er van De Boog. De CJG-coach van Daan.",
        "Volgens de Leerplichtwet. Volgens de LPA.",
        "Bij Veilig Thuis Daan gemeld; Daan van Veilig Thuis.",
        "ADHD, PDD-NOS en TOS",
        "Integrale Vroeghulp Haarlem",
        "Kerst en Pasen. Goede Vrijdag.",
        "Hij woont in Haarlem Noord.",
        "Afspraken Met Ouders",
    ],
)
def test_an_institution_is_nobody(text: str) -> None:
    assert full_names_in(text) == []


def test_what_begins_a_sentence_is_no_first_name_when_what_follows_is_one() -> None:
    text = "Zwemles Daan lukt. Opstand van Daan duurt lang. Thuis is Daan stil."
    assert full_names_in(text) == []


def test_a_first_name_that_is_also_a_word_is_not_seen_where_a_sentence_begins() -> None:
    assert full_names_in("Het gaat om Wil Jansen. Wil Jansen is 8. Wil Daan dat?") == ["Wil Jansen"]


def test_a_surname_that_also_stands_after_a_title_is_one() -> None:
    assert full_names_in("Daan Jansen zit in groep 5. Familie Jansen is verhuisd.") == ["Daan Jansen"]


def test_a_word_that_the_text_has_with_an_article_is_no_first_name() -> None:
    assert full_names_in("Hij gaat naar de zwemles. Zwemles Daan: elke week.") == []


def test_a_name_that_is_also_typed_in_small_letters_is_one() -> None:
    assert full_names_in("Daan Jansen is 8 jaar. Ook daan speelt, zie daan@example.nl.") == ["Daan Jansen"]


def test_a_name_is_one_when_both_its_parts_stand_alone_too() -> None:
    assert full_names_in("Daan Jansen is 8 jaar. Daan belt. Er belt ook een zekere Jansen.") == ["Daan Jansen"]


def test_a_line_breaks_a_name_only_at_a_tussenvoegsel() -> None:
    assert full_names_in("Wie is dit? Daan\nde Vries, Noor van\nDijk\nWoont thuis\nDaan\nNoor") == [
        "Daan de Vries",
        "Noor van Dijk",
    ]


def test_names_come_in_the_order_of_the_text_each_once() -> None:
    text = "Wij zien Noor Bakker en Daan de Vries. Later Noor Bakker nog eens, met J.P. Smit."
    assert full_names_in(text) == ["Noor Bakker", "Daan de Vries", "J.P. Smit"]


@given(st.text(alphabet=st.sampled_from("Aa bD.e'’\n-,vanJ|1"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(full_names_in(text), list)


@given(st.text(alphabet=st.sampled_from("bcdé .,'-\n1"), max_size=80))
def test_without_capitals_and_a_known_first_name_there_is_no_name(text: str) -> None:
    assert full_names_in(text) == []


# Where capitals say nothing


@pytest.mark.parametrize(
    "name",
    [
        "SANNE DE VRIES",
        "sanne de vries",
        "Sanne DE VRIES",
        "SANNE de Vries",
        "Sanne de vries",
        "sanne Kuperus",
        "SANNE KUPERUS",
        "daan jansen",
        "DAAN JANSEN",
        "samira el bakkali",
        "ZOË YILMAZ",
        "anne-marie smit",
        "FLOOR VAN DEN BERG",
        "floor van den berg",
        "xanthippe van der kuperus",
        "mohamed el Kuperi",
        "jantje de boer",
        "JANTJE DE BOER",
        "Daantje de boer",
        "XANDRIEN DE BOER",
        "XANDRIEN BAKKER",
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "{} zit in groep 5.", "het gaat om {}.", "- {}: 8 jaar", "HET GAAT OM {}!"])
def test_a_full_name_in_capitals_or_small_letters(name: str, sentence: str) -> None:
    assert full_names_in(sentence.format(name)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "daan",
        "DAAN",
        "DAAN KOMT TE LAAT",
        "daan komt elke week te laat, zijn moeder belt de school.",
        "moeder van daan, de jongste van het gezin",
        "noor van school, daan van veilig thuis",
        "DAAN VAN VEILIG THUIS",
        "daan de hele dag thuis; noor de grote zus",
        "AFSPRAKEN VAN DE VORIGE KEER",
        "VERSLAG VAN DE BIJEENKOMST",
        "NAAR DE BOER, ONZE BAKKER",
        "familie van der berg, juf van den brink",
        "MEVROUW DE VRIES EN DE HEER JANSEN",
        "Daan IB, Daan GGD, DAAN SWV",
        "het kind gaat de berg op, in het bos",
        "De IB'er en de CJG-coach spreken Daan.",
    ],
)
def test_words_in_capitals_or_small_letters_are_nobody(text: str) -> None:
    assert full_names_in(text) == []
