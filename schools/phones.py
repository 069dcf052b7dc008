"""Dutch phone numbers: stored as E.164 (+31235333337), shown the way people write them (023-5333337)."""

import phonenumbers

REGION = "NL"


def parse_phone(text: str) -> str:
    """The number in E.164, "" for an empty text. Raises ValueError when it is not a number that can exist."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"no phone number: {text!r}") from error
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise ValueError(f"no phone number: {text!r}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(stored: str) -> str:
    """023-5333337, 0592-390290, 06-12345678, 088-2345678; foreign numbers in international notation.

    The library knows the length of an area code (2 for 023, 3 for 0592); it knows none for mobiles and
    service numbers, whose prefixes are cut off here by hand.
    """
    if not stored:
        return ""
    number = phonenumbers.parse(stored, REGION)
    if number.country_code != 31:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if (digits := phonenumbers.national_significant_number(number)).startswith("14"):
        return f"14 {digits[2:]}"  # a municipality's short number
    national = "0" + digits
    prefix = 1 + phonenumbers.length_of_geographical_area_code(number)
    if prefix == 1:
        prefix = 2 if national.startswith("06") else 4 if national.startswith(("0800", "0900", "0906", "0909")) else 3
    return f"{national[:prefix]}-{national[prefix:]}"


def is_mobile(stored: str) -> bool:
    """Whether a stored number is one that somebody carries with her."""
    if not stored:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(stored, REGION))
    return kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
