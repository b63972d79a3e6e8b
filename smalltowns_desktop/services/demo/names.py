"""Invented people of the demo congress: names that agree in gender, phones that reach nobody."""

from dataclasses import dataclass
from random import Random

from smalltowns_desktop.services.demo.words import Names

MAN, WOMAN = 0, 1


@dataclass(frozen=True, slots=True)
class Name:
    surname: str
    given_name: str
    patronymic: str

    def full(self) -> str:
        return f"{self.surname} {self.given_name} {self.patronymic}"

    def given_and_surname(self) -> str:
        """As a host is asked for on the telephone."""
        return f"{self.given_name} {self.surname}"


class Christener:
    """Gives names, each only once as long as there are enough."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[Name] = set()

    def name(self, names: Names, gender: int | None = None) -> Name:
        for _ in range(20):
            name = self._draw(names, self._random.randrange(2) if gender is None else gender)
            if name not in self._given:
                break
        self._given.add(name)
        return name

    def _draw(self, names: Names, gender: int) -> Name:
        choose = self._random.choice
        surname, father = choose(names.surnames)[gender], choose(names.fathers)
        given = choose(names.women) if gender == WOMAN else choose(names.fathers)[0]
        return Name(surname, given, father[1 + gender])


def belarusian_phone(number: int) -> str:
    """As people write it. The code 15 000 is of no exchange: nobody answers."""
    return f"+375 15 {number // 10000:03d}-{number // 100 % 100:02d}-{number % 100:02d}"


def mobile_phone(country: str, number: int) -> str:
    """E.164, invented: the operators' codes are real, the numbers of zeros are not given out."""
    return f"+37529{number:07d}" if country == "BY" else f"+7900{number:07d}"
