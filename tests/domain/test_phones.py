from smalltowns_desktop.domain.phones import spaced_phone


def test_numbers_of_both_countries_are_grouped_and_others_stay() -> None:
    assert spaced_phone("+79817077201") == "+7 981 707-72-01"
    assert spaced_phone("+375291234567") == "+375 29 123-45-67"
    for other in ("", "+4930123456", "8 (0152) 74-12-12", "+7981"):
        assert spaced_phone(other) == other
