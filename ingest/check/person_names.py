"""Free text → the places in it that read as names of people.

Only what is surely a person: a name with a patronymic («Іваненко Марія Петрівна»), a surname
with two initials, and a first name beside another name after a word for a role («тренерка
Олена Коваль»). What bears a name («ім. Т. Г. Шевченка», «вул. Івана Франка») is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[А-ЩЮЯЄІЇҐ][а-щьюяєіїґ’'ʼ]+(?:-[А-ЩЮЯЄІЇҐ][а-щьюяєіїґ’'ʼ]+)?"
_PATRONYMIC = (
    r"[А-ЩЮЯЄІЇҐ][а-щьюяєіїґ’'ʼ]+(?:(?:ович|йович|ьович|іч)(?:а|у|ем|еві)?"
    r"|(?:ів|їв|ов|ев)н(?:а|и|і|у|ою))"
)
_INITIAL = r"[А-ЩЮЯЄІЇҐ]\.\s?"
_ROLE = (
    r"(?:тренер\w*|спікер\w*|доповідач\w*|лектор\w*|модератор\w*|викладач\w*|експерт\w*|учасни\w+"
    r"|фасилітатор\w*|ментор\w*|консультант\w*|голов[аиіу]|старост[аиіу]|керівни\w+|контакт\w*"
    r"|відповідальн\w+|координатор\w*|виконав\w+|пров[оеі]\w+|пан[іау]?)"
)
# Stems of first names, each with the endings of its cases.
_FIRST_NAME = (
    r"(?:(?:Олександр|Володимир|Іван|Петр|Богдан|Роман|Степан|Михайл|Тарас|Максим|Денис|Антон|Артем"
    r"|Віктор|Євген|Назар|Остап|Павл|Руслан|Тимур|Федор|Едуард|Ростислав|Мирослав|Ярослав|Станіслав"
    r"|Вячеслав|В’ячеслав|Владислав|Святослав)(?:о|а|у|ом|ові|і)?"
    r"|(?:Серг|Андр|Юр|Анатол|Вітал|Валер|Григор|Олекс|Арсен|Дмитр|Васил|Микол)(?:ій|ія|ію|ієм|ієві|ь|я"
    r"|ю|ем|о|а|у|ом)"
    r"|(?:Олен|Ірин|Тетян|Оксан|Галин|Людмил|Світлан|Ган|Катерин|Ольг|Інн|Алл|Ніна|Нін|Лесь|Лес|Жанн"
    r"|Ларис|Валентин|Яна|Ян|Зоя|Роман|Руслан|Христин|Мар’ян|Мирослав|Ярослав|Іванн|Богдан|Людмил"
    r"|Надежд|Тамар|Зінаїд|Анн|Дарин|Уляна|Улян|Вір|Єв|Рос)(?:а|и|і|у|ою)"
    r"|(?:Марі|Юлі|Наталі|Софі|Вікторі|Анастасі|Лілі|Євгені|Валері|Соломі|Даря|Дар’)(?:я|ї|ю|єю)"
    r"|(?:Любов|Надія|Надії|Надію|Марта|Марти|Марті|Ігор|Ігоря|Ігорю|Ігорем|Олег|Олега|Олегом|Орест\w?"
    r"|Лев|Леонід\w{0,2}|Борис\w{0,2}|Кирил\w{0,2}|Данило|Данила|Ілля|Іллі|Лука))"
)
_WITH_PATRONYMIC = rf"(?:{_WORD}\s+)?{_WORD}\s+{_PATRONYMIC}(?!\w)(?:\s+{_WORD})?"
_TWO_NAMES = rf"{_FIRST_NAME}(?!\w)\s+{_WORD}|{_WORD}\s+{_FIRST_NAME}(?!\w)"
_PERSON = re.compile(
    rf"(?P<a>{_WITH_PATRONYMIC})"
    rf"|(?P<b>(?<![\w.]){_INITIAL}{_INITIAL}{_WORD}|{_WORD}\s+{_INITIAL}[А-ЩЮЯЄІЇҐ]\.)"
    rf"|(?<!\w)(?i:{_ROLE})\s*[:–—-]?\s*(?P<c>{_WITH_PATRONYMIC}|{_TWO_NAMES})"
)
_FURTHER = re.compile(rf"\s*(?:,|та|і|й)\s*(?P<name>{_WITH_PATRONYMIC}|{_TWO_NAMES})")
_BEARS_NAME = re.compile(
    r"(?:\bім\.|імені|\bвул\.|вулиц\w+|площ\w+|просп\w*\.?|бульвар\w*|пам.?ят\w+|премі\w+)\s*$",
    re.I,
)


def find_people(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `text` that name a person."""
    for match in _PERSON.finditer(text):
        group = next(name for name in "abc" if match[name])
        start, end = match.span(group)
        if _BEARS_NAME.search(text[:start]):
            continue
        yield start, end
        # «тренери: Дмитро Засядько, Юлія Шовкопляс»
        while group in "ac" and (further := _FURTHER.match(text, end)):
            yield further.span("name")
            end = further.end()
