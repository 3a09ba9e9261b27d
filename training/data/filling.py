"""Templates filled by chance: names, numbers, dates, amounts, codes and addresses that nobody can know by heart.

A template is a text with holes: `{person}`, `{date}`, `{n:3-480}`; a hole that no rule is for is drawn from a list of
that name. Equal chances give equal texts.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Mapping, Sequence

_HOLE = re.compile(r"\{([^{}]+)\}")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_SHOPS = ("Library", "Museum", "Pharmacy", "Bakery", "Swimming Pool", "Town Hall", "Workshop", "Garden Centre")
_EVENTS = ("Summer Party", "Book Fair", "Open Day", "Board Meeting", "Charity Run", "Flea Market", "Trade Show", "Gala")


class Filling:
    """Fills templates from `lists` of words and by the rules below."""

    def __init__(self, rng: random.Random, lists: Mapping[str, Sequence[str]]) -> None:
        self.rng, self._lists = rng, lists
        self._rules: dict[str, Callable[[], str]] = {
            "name": self._name, "lower": lambda: self._name().lower(), "person": self._person, "titled": self._titled,
            "company": self._company, "branch": self._branch, "model": self._model, "event": self._event,
            "amount": self._amount, "plain": self._plain, "date": self._date, "year": self._year, "time": self._time,
            "hours": self._hours, "span": self._span, "duration": self._duration, "phone": self._phone,
            "email": self._email, "address": self._address, "room": self._room, "code": self._code, "bill": self._bill,
            "iban": self._iban, "bic": lambda: self._letters(6) + self._letters(2) + self.rng.choice(("", "XXX")),
            "iso": lambda: self.one("ibans"), "n9": lambda: self._digits(9), "letter": lambda: self._letters(1),
            "plate": self._plate, "flight": self._flight,
            "weight": self._weight, "size": self._size, "ordinal": lambda: self.rng.choice(_ORDINALS),
            "shop": lambda: self.rng.choice(_SHOPS),
        }  # fmt: skip

    def fill(self, template: str) -> str:
        """The template with each hole filled."""
        return _HOLE.sub(lambda match: self._drawn(match[1]), template)

    def one(self, name: str) -> str:
        """A word of a list."""
        return self.rng.choice(self._lists[name])

    def _drawn(self, what: str) -> str:
        kind, _, detail = what.partition(":")
        if kind == "n":
            low, _, high = detail.partition("-")
            return self._grouped(self.rng.randint(int(low), int(high)))
        if kind == "list":
            return self._list(detail)
        return self._rules[kind]() if kind in self._rules else self.one(kind)

    def _grouped(self, number: int) -> str:
        return f"{number:,}" if number >= 10_000 or (number > 2100 and self.rng.random() < 0.5) else str(number)

    def _list(self, name: str) -> str:
        items = self.rng.sample(list(self._lists[name]), k=self.rng.randint(3, 5))
        if self.rng.random() < 0.4:
            return ", ".join(items)
        return f"{', '.join(items[:-1])}{self.rng.choice((' and ', ', and '))}{items[-1]}"

    # --- who and where --------------------------------------------------------------------------------------------

    def _name(self) -> str:
        onsets, vowels = "b br c d dr f g gr h j k l m n p pr r s st t tr v w z".split(), "a e i o u ai ea ou".split()
        draw = self.rng.choice
        stem = "".join(draw(onsets) + draw(vowels) for _ in range(draw((1, 2, 2))))
        return (stem + draw(("n", "r", "l", "s", "m", "th", "nd", "rk", "x", ""))).capitalize()

    def _person(self) -> str:
        first = self.one("first") if self.rng.random() < 0.8 else self._name()
        return f"{first} {self.one('last') if self.rng.random() < 0.7 else self._name()}"

    def _titled(self) -> str:
        return f"{self.rng.choice(('Dr', 'Dr.', 'Prof.', 'Ms', 'Mr'))} {self._person()}"

    def _company(self) -> str:
        core = self.one("makes") if self.rng.random() < 0.3 else self._name()
        return f"{core} {self.one('forms')}" if self.rng.random() < 0.8 else core

    def _branch(self) -> str:
        return self.one("towns") + (f" {self.one('quarters')}" if self.rng.random() < 0.4 else "")

    def _model(self) -> str:
        make = self.one("makes") if self.rng.random() < 0.6 else self._name()
        return f"{make} {self.one('variants')}"

    def _event(self) -> str:
        return self.rng.choice(("", "", f"{self.one('towns')} ", "Annual ")) + self.rng.choice(_EVENTS)

    def _address(self) -> str:
        street, number, town = self.one("streets"), self.rng.randint(1, 190), self.one("towns")
        post = f"{self._digits(5)} {town}" if self.rng.random() < 0.5 else town
        forms = (f"{number} {street}", f"{street} {number}", f"{number} {street}, {post}", f"{street} {number}, {post}")
        return self.rng.choice(forms)

    def _room(self) -> str:
        number = self.rng.randint(1, 430)
        letter = self._letters(1)
        return self.rng.choice(
            (f"Room {number}", f"room {letter}{number}", f"{letter} {number // 100}.{number % 100:02}")
        )

    def _email(self) -> str:
        domain = f"{self._name().lower()}{self.rng.choice(('', '-' + self._name().lower()))}.{self.one('tlds')}"
        first, last = self._plain_letters(self.one("first")), self._plain_letters(self.one("last"))
        return f"{self.rng.choice((f'{first}.{last}', f'{first[0]}.{last}', last, self.one('boxes')))}@{domain}"

    @staticmethod
    def _plain_letters(word: str) -> str:
        return "".join(c for c in word.lower() if c in string.ascii_lowercase)

    def _phone(self) -> str:
        area, rest = self._digits(3), self._digits(7)
        forms = (
            f"+{self.rng.randint(30, 49)} {area} {rest}", f"0{area} {rest[:3]} {rest[3:]}", f"0{area}/{rest[:6]}",
            f"({area}) {rest[:3]}-{rest[3:]}", f"{area}-{rest[:3]}-{rest[3:]}", f"0{area}-{rest}",
        )  # fmt: skip
        return self.rng.choice(forms)

    # --- how much and when ----------------------------------------------------------------------------------------

    def _plain(self) -> str:
        number = f"{self.rng.randint(0, 99)}{self.rng.choice('.,.')}{self.rng.randint(0, 99):02}"
        return self.rng.choice((number, number, f"{number} €", f"€{number}", f"{number} EUR"))

    def _amount(self) -> str:
        whole = self.rng.randint(1, 10 ** self.rng.randint(1, 5))
        cents = self.rng.choice((0, 50, 99, self.rng.randint(0, 99)))
        english, german = f"{whole:,}.{cents:02}", f"{whole:,}".replace(",", ".") + f",{cents:02}"
        forms = (
            f"{english} {self.one('currencies')}", f"{german} €", f"{german} EUR", f"€{english}", f"${english}",
            f"£{english}", f"CHF {english}", f"EUR {english}", f"{whole:,} {self.one('currencies')}",
            f"${whole:,}", f"€{whole}",
        )  # fmt: skip
        return self.rng.choice(forms)

    def _year(self) -> str:
        return str(self.rng.randint(1890, 2029))

    def _date(self) -> str:
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(1958, 2029)
        called = self._lists["months"][month - 1]
        forms = (
            f"{day} {called} {year}", f"{called} {day}, {year}", f"{year}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{day} {called}",
            f"{self.one('weekdays')}, {day} {called}", f"{day}. {called[:3]} {year}",
        )  # fmt: skip
        return self.rng.choice(forms)

    def _time(self) -> str:
        hour, minute = self.rng.randint(6, 21), self.rng.choice((0, 0, 15, 30, 45, 10, 20))
        half = "am" if hour < 12 else "pm"
        twelve = (hour - 1) % 12 + 1
        short = f"{twelve} {half}" if minute == 0 else f"{twelve}:{minute:02} {half}"
        return self.rng.choice((f"{hour}:{minute:02}", f"{hour:02}:{minute:02}", f"{hour:02}.{minute:02}", short))

    def _span(self) -> str:
        first, last = self.rng.randint(6, 11), self.rng.randint(13, 22)
        return self.rng.choice((f"{first}:00-{last}:30", f"{first:02}:30–{last:02}:00", f"{first}am–{last - 12}pm"))

    def _hours(self) -> str:
        first, last = self.rng.randint(6, 11), self.rng.randint(13, 22)
        days = self.rng.choice(("", "Monday to Friday, ", "Mon–Sat ", "Mo-Fr ", "daily "))
        return days + self.rng.choice(
            (f"{first}:00–{last}:30", f"{first} am to {last - 12} pm", f"from {first}:30 to {last}:00")
        )

    def _duration(self) -> str:
        return f"{self.rng.randint(2, 36)} {self.rng.choice(('days', 'weeks', 'months', 'years', 'working days'))}"

    def _weight(self) -> str:
        whole, tenth = self.rng.randint(1, 90), self.rng.randint(1, 9)
        return self.rng.choice((f"{whole}.{tenth} kg", f"{whole * 10} g", f"{whole} kg", f"{whole},{tenth} kg"))

    def _size(self) -> str:
        a, b, c = (self.rng.randint(4, 220) for _ in range(3))
        return self.rng.choice((f"{a} × {b} cm", f"{a} x {b} x {c} mm", f"{a} by {b} cm"))

    # --- codes ----------------------------------------------------------------------------------------------------

    def _digits(self, count: int) -> str:
        return "".join(self.rng.choice(string.digits) for _ in range(count))

    def _letters(self, count: int) -> str:
        return "".join(self.rng.choice(string.ascii_uppercase) for _ in range(count))

    def _code(self) -> str:
        letters, digits = self._letters(self.rng.randint(1, 4)), self._digits(self.rng.randint(3, 7))
        return self.rng.choice(
            (f"{letters}-{digits}", f"{letters}{digits}", f"{letters}-{digits[:2]}-{digits[2:]}", digits + letters[:1])
        )

    def _bill(self) -> str:
        number = self._digits(4)
        year = self.rng.randint(2015, 2029)
        return self.rng.choice(
            (f"INV-{number}", f"{year}-{number}", f"RE{year}/{number}", number, f"{self._letters(1)}{number}")
        )

    def _plate(self) -> str:
        return f"{self._letters(self.rng.randint(1, 2))}-{self._letters(2)} {self._digits(self.rng.randint(2, 4))}"

    def _flight(self) -> str:
        return f"{self._letters(2)}{self.rng.choice((' ', ''))}{self._digits(4)}"

    def _iban(self) -> str:
        digits = self._digits(self.rng.choice((16, 18, 20)))
        grouped = " ".join(digits[at : at + 4] for at in range(2, len(digits), 4))
        return f"{self.one('ibans')}{digits[:2]} {grouped}" if self.rng.random() < 0.7 else self.one("ibans") + digits
