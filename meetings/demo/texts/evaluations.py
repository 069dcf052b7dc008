"""What people said of how it was, three questions and a mark; the same people do not write alike."""

GAINED = (
    "Ik weet nu wie ik bel, en dat bellen mag voordat ik iets zeker weet.",
    "Een gezicht bij de namen.",
    "Kortere lijnen. Vorige week was één telefoontje genoeg.",
    "Meer rust: ik hoef het niet alleen te bedenken.",
    "Dat we dezelfde woorden anders bedoelden, en dat we dat nu weten.",
    "Een vaste dag waarop ik de CJG-coach tegenkom.",
    "",
)
LEARNED = (
    "Dat de jeugdarts ook meedenkt als er nog geen verzuim gemeld is.",
    "Dat je bij leerplicht advies kunt vragen zonder te melden.",
    "Wat een consulent kan doen voordat er een aanvraag ligt.",
    "Dat het CJG zelf hulp kan inzetten, zonder beschikking vooraf.",
    "Hoe vol een dag van een intern begeleider is.",
    "",
)
TIME_SPENT = (
    "Twee keer anderhalf uur is te doen en levert meer op.",
    "Goed besteed. Graag niet langer.",
    "Het kost me een halve dag met de reistijd erbij, maar ik win het terug.",
    "Precies goed zo.",
    "",
)
SCORES = (4, 5, 4, 3, 5, 4)
