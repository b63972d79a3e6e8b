"""`import participants` of 10,000 rows, journalled and with duplicates looked for, beside the least that any import
must do: calamine reading the same file, and one bare executemany of the same rows without the journal's triggers.
"""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import python_calamine
import xlsxwriter
from common import report, seconds
from sqlalchemy import text

from smalltowns_desktop.domain.model import EVENT_KEY, Event, Participant
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.import_participants import import_participants
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import insert_statement, read_rows
from smalltowns_desktop.storage.sql import WRITES
from smalltowns_desktop.storage.tables import row_codec

ROWS = 10_000
AT_MOST = 5.0

_ROOTS = (
    "Иван Петр Сидор Кузнец Смирн Волк Лебед Козл Новик Мороз Павл Семён Голуб Виноград Богдан Воробь Фёдор Михайл Беля"
    " Тарас Бел Комар Орл Киселё Макар Андре Ковал Ильин Гус Тит Кудряв Баран Кулик Алексе Степан Яковл Сорок Серге"
    " Роман Захар Борис Королё Герасим Пономар Григорь Лазар Медвед Ерш Никит Собол Рябин Полян Цветк Данил Жук Фрол"
    " Журавл Никола Крыл Максим Осип Белоус Федот Дорофе Егор Матве Бобр Дмитри Калинин Анисим Петух Антон Тимофе"
    " Никифор Веселов Филипп Марк Большак Сухан Мирон Ширя Александр Коновал Шестак Казак Ефим Денис Громов Фомин"
)
_MEN = "Александр Сергей Андрей Дмитрий Алексей Евгений Михаил Иван Николай Владимир Игорь Олег Юрий Виктор Павел"
_WOMEN = "Анна Мария Елена Ольга Наталья Ирина Светлана Татьяна Екатерина Юлия Галина Дарья Марина Алёна Вера"
_FATHERS = "Иван Петр Сергей Андрей Алексей Михаил Николай Владимир Виктор Павл Александр Олег Юрь Евгень Артём"
_POSTS = (
    "глава администрации",
    "директор школы",
    "депутат",
    "журналист",
    "начальник отдела культуры",
    "главный агроном",
)
_HEADINGS = ("№ п/п", "Ф.И.О. (полностью)", "Должность, место работы", "Тел. моб.", "E-mail", "Дата рождения", "Роль",
             "Город", "Питание", "Примечание")  # fmt: skip
_PHONES = ("+7 ({0}) {1}-{2}-{3}", "8({0}){1}{2}{3}", "8 {0} {1} {2} {3}", "7{0}{1}{2}{3}", "т. +7{0}{1}{2}{3}")


def people(random: Random) -> Iterator[tuple[object, ...]]:
    """Rows as delegations write them: several forms of everything, some capitals, some no-break spaces."""
    roots, men, women, fathers = (words.split() for words in (_ROOTS, _MEN, _WOMEN, _FATHERS))
    for number in range(1, ROWS + 1):
        woman = random.random() < 0.5
        root = random.choice(roots)
        surname = f"{root}{random.choice(('ов', 'ев', 'ин', 'ский', 'ич'))}"
        if woman and not surname.endswith("ич"):
            surname = f"{surname[:-2]}ая" if surname.endswith("ий") else f"{surname}а"
        father = random.choice(fathers)
        patronymic = f"{father}{'овна' if woman else 'ович'}"
        name = f"{surname} {random.choice(women if woman else men)} {patronymic}"
        name = (
            name.upper() if random.random() < 0.1 else name.replace(" ", "\u00a0") if random.random() < 0.05 else name
        )
        post = random.choice(_POSTS)
        post = f"{post}, администрация г. Бор" if random.random() < 0.4 else post
        digits = f"9{random.randrange(10**9):09d}"
        phone = random.choice(_PHONES).format(digits[:3], digits[3:6], digits[6:8], digits[8:])
        born = date(1950, 1, 1) + timedelta(days=random.randrange(19_000))
        birth = (
            born if random.random() < 0.5 else f"{born:%d.%m.%Y}" if random.random() < 0.7 else f"{born:%d.%m.%y} г."
        )
        role = random.choice(("делегат", "делегат", "делегат", "докладчик", "пресса"))
        diet = random.choice(("", "", "", "без мяса", "аллергия на орехи"))
        yield number, name, post, phone, f"p{number}@example.org", birth, role, "Городец", diet, ""


def write_list(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Список")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, _HEADINGS)
        for row, cells in enumerate(people(Random(1)), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime.combine(cell, datetime.min.time()), day)
                else:
                    sheet.write(row, column, cell)


def new_event(path: Path) -> Database:
    event = Event(EVENT_KEY, "Benchmark", date(2025, 8, 12), date(2025, 8, 15))
    return create_event(path, event, author=Author("", ""))


def main() -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "list.xlsx"
        write_list(source)
        files = iter(range(1_000))

        def read() -> None:
            python_calamine.load_workbook(source).get_sheet_by_index(0).to_python(skip_empty_area=False)

        def run_import() -> float:
            with new_event(folder / f"{next(files)}.smalltowns") as db:
                return seconds(lambda: check(import_participants(db, source, delegation="Городец").inserted), times=1)

        def check(inserted: int) -> None:
            assert inserted > 0.99 * ROWS, inserted

        took = min(run_import() for _ in range(3))
        with new_event(folder / "rows.smalltowns") as db:
            import_participants(db, source)
            with db.reading() as connection:
                rows = read_rows(connection, Participant)
        codec = row_codec(Participant)
        values = [codec.encode(row) for row in rows]

        def insert() -> float:
            with new_event(folder / f"{next(files)}.smalltowns") as db:
                with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                    for (trigger,) in connection.execute(
                        text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                    ).all():
                        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
                statement = insert_statement(db.engine.dialect, codec.table, codec.names)

                def executemany() -> None:
                    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                        connection.exec_driver_sql(statement, values)

                return seconds(executemany, times=1)

        reading, inserting = seconds(read), min(insert() for _ in range(3))
        print(f"floor: calamine {reading:.3f} s, executemany {inserting:.3f} s")
        what = f"import of {ROWS:,} people, {took / ROWS * 1e6:.0f} µs a row"
        return report(what, took, "calamine and bare executemany", reading + inserting, AT_MOST)


if __name__ == "__main__":
    main()
