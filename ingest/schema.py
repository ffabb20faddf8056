"""Tables and columns of the database, written once.

From here come the DDL, the descriptions in metadata.yml, the donor's template and the
data dictionary. A table says what one row is; a column says what it holds, in Ukrainian
and English, with its unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

SqlType = Literal["INTEGER", "REAL", "TEXT"]


@dataclass(frozen=True)
class Column:
    """One column. `sorted_as_name` gives it Ukrainian order (see common/ukrainian.py)."""

    name: str
    type: SqlType
    uk: str
    en: str
    title_uk: str
    unit: str | None = None
    required: bool = False
    references: str | None = None
    sorted_as_name: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what it is called, what one row is, its columns and its key.

    A facet is a column, or a panel of plugins/ukrainian_facets.py with what it is over.
    """

    name: str
    title_uk: str
    title_en: str
    row_uk: str
    row_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    label: str | None = None
    unique: tuple[tuple[str, ...], ...] = ()
    sort: str | None = None
    sort_desc: str | None = None
    facets: tuple[str | tuple[str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def is_pair(self) -> bool:
        """True for a table that its whole key makes up: stored WITHOUT ROWID."""
        return len(self.key) > 1

    def create_sql(self) -> str:
        """Return the CREATE TABLE statement."""
        lines = [f"  {_column_sql(column, self.key)}" for column in self.columns]
        if len(self.key) > 1:
            lines.append(f"  PRIMARY KEY ({', '.join(self.key)})")
        lines += [f"  UNIQUE ({', '.join(columns)})" for columns in self.unique]
        ending = " WITHOUT ROWID" if self.is_pair else ""
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + f"\n){ending}"

    def insert_sql(self) -> str:
        """Return an INSERT with one `?` a column, in the order of `columns`."""
        marks = ", ".join("?" * len(self.columns))
        return (
            f"INSERT INTO {self.name} ({', '.join(c.name for c in self.columns)}) VALUES ({marks})"
        )


def _column_sql(column: Column, key: tuple[str, ...]) -> str:
    parts = [column.name, column.type]
    if column.sorted_as_name:
        parts.append("COLLATE NOCASE")
    if key == (column.name,):
        parts.append("PRIMARY KEY")
    if column.required and key != (column.name,):
        parts.append("NOT NULL")
    if column.references:
        parts.append(f"REFERENCES {column.references}")
    return " ".join(parts)


def _name(name: str, uk: str, en: str, title_uk: str = "Назва", required: bool = True) -> Column:
    return Column(name, "TEXT", uk, en, title_uk, required=required, sorted_as_name=True)


def _names(noun: str, uk: str, en: str) -> tuple[Column, Column]:
    return (
        _name(f"{noun}_name", f"Назва {uk} українською", f"Name of the {en} in Ukrainian"),
        Column(
            f"{noun}_name_en",
            "TEXT",
            f"Назва {uk} англійською",
            f"Name of the {en} in English",
            "Назва англійською",
        ),
    )


def _code(noun: str, uk: str, en: str) -> Column:
    return Column(f"{noun}_code", "TEXT", f"Код {uk}", f"Code of the {en}", "Код", required=True)


def _vocabulary(
    noun: str,
    title_uk: str,
    title_en: str,
    uk: tuple[str, str],
    en: str,
    extra: Iterable[Column] = (),
) -> Table:
    """A small list: code, name, English name, then whatever the list adds.

    `uk` is the noun in the nominative and in the genitive.
    """
    return Table(
        noun,
        title_uk,
        title_en,
        f"Один запис — {uk[0]}",
        f"One row is {en}",
        (_code(noun, uk[1], en), *_names(noun, uk[1], en), *extra),
        key=(f"{noun}_code",),
        label=f"{noun}_name",
    )


def _foreign(
    column: str, table: str, uk: str, en: str, title_uk: str, required: bool = True
) -> Column:
    kind: SqlType = "INTEGER" if column.endswith("_id") else "TEXT"
    return Column(
        column, kind, uk, en, title_uk, required=required, references=f"{table}({column})"
    )


_TRAINING_ID = _foreign("training_id", "training", "Захід", "The training", "Захід")
_HROMADA_ID = _foreign("hromada_id", "hromada", "Громада", "The hromada", "Громада")
_QUARTER = _foreign("quarter_code", "quarter", "Квартал", "The quarter", "Квартал")
_PCODE = Column(
    "pcode", "TEXT", "P-код OCHA (початок коду КАТОТТГ)", "OCHA P-code (KATOTTG prefix)", "P-код"
)
_LATITUDE = Column(
    "latitude", "REAL", "Широта, WGS 84", "Latitude, WGS 84", "Широта", unit="degrees"
)
_LONGITUDE = Column(
    "longitude", "REAL", "Довгота, WGS 84", "Longitude, WGS 84", "Довгота", unit="degrees"
)


def _count(name: str, uk: str, en: str, title_uk: str, unit: str) -> Column:
    return Column(name, "INTEGER", uk, en, title_uk, unit=unit, required=True)


PLACES = (
    Table(
        "oblast",
        "Області",
        "Oblasts",
        "Один запис — область, Автономна Республіка Крим або місто зі спеціальним статусом",
        "One row is an oblast, Crimea or a city with special status",
        (
            Column("oblast_code", "TEXT", "Код КАТОТТГ", "KATOTTG code", "Код", required=True),
            *_names("oblast", "області", "oblast"),
            Column("iso_code", "TEXT", "Код ISO 3166-2", "ISO 3166-2 code", "Код ISO"),
            _PCODE,
            _count(
                "counted_hromadas",
                "Скільки громад області входить до 1 469, за якими рахують охоплення",
                "How many of its hromadas are among the 1,469 that coverage is counted over",
                "Громад",
                "hromadas",
            ),
            _LATITUDE,
            _LONGITUDE,
        ),
        key=("oblast_code",),
        label="oblast_name",
        sort="oblast_name",
    ),
    Table(
        "raion",
        "Райони",
        "Raions",
        "Один запис — район, утворений 2020 року",
        "One row is a raion as formed in 2020",
        (
            Column("raion_code", "TEXT", "Код КАТОТТГ", "KATOTTG code", "Код", required=True),
            *_names("raion", "району", "raion"),
            _foreign("oblast_code", "oblast", "Область", "The oblast", "Область"),
            _PCODE,
        ),
        key=("raion_code",),
        label="raion_name",
        sort="raion_name",
        facets=("oblast_code",),
        indexes=(("oblast_code",),),
    ),
    Table(
        "hromada",
        "Громади",
        "Hromadas",
        "Один запис — територіальна громада чинного кодифікатора; Київ і Севастополь — по одному",
        "One row is a hromada of the current codifier; Kyiv and Sevastopol have one each",
        (
            Column(
                "hromada_id",
                "INTEGER",
                "Сталий номер: останні п’ять цифр коду КАТОТТГ",
                "Stable number: the last five digits of the KATOTTG code",
                "Номер",
                required=True,
            ),
            Column("hromada_code", "TEXT", "Код КАТОТТГ", "KATOTTG code", "Код", required=True),
            _name(
                "hromada_label",
                "Повна назва: «Баранівська міська громада»",
                "Full name in Ukrainian",
                "Громада",
            ),
            _name(
                "hromada_name",
                "Назва з кодифікатора: «Баранівська»",
                "Name as the codifier has it",
                "Коротка назва",
            ),
            Column(
                "hromada_name_en",
                "TEXT",
                "Назва латиницею (постанова КМУ № 55 2010 року)",
                "Name in Latin letters (Cabinet resolution 55 of 2010)",
                "Назва латиницею",
            ),
            Column(
                "hromada_type",
                "TEXT",
                "Вид: міська, селищна, сільська (за статусом центру на час утворення)",
                "Kind: urban, settlement or rural, by the centre's status when it was formed",
                "Вид",
                required=True,
            ),
            _foreign("raion_code", "raion", "Район", "The raion", "Район", required=False),
            _foreign("oblast_code", "oblast", "Область", "The oblast", "Область"),
            Column(
                "is_counted",
                "INTEGER",
                "1 — входить до 1 469, за якими рахують охоплення; 0 — Крим, Київ, Севастополь",
                "1: among the 1,469 that coverage is counted over; 0: Crimea, Kyiv, Sevastopol",
                "Рахується",
                required=True,
            ),
            _name("center_name", "Адміністративний центр", "Administrative centre", "Центр", False),
            _PCODE,
            _LATITUDE,
            _LONGITUDE,
            Column(
                "coord_quality",
                "TEXT",
                "Точність координат: exact — центр громади; probable — імовірний збіг; "
                "hromada — інше поселення громади; raion — середина району",
                "Precision: exact = the centre; probable = a likely match; hromada = another "
                "settlement of it; raion = the middle of the raion",
                "Точність координат",
            ),
        ),
        key=("hromada_id",),
        label="hromada_label",
        unique=(("hromada_code",),),
        sort="hromada_label",
        facets=(("place", "place"), "hromada_type"),
        indexes=(("oblast_code",), ("raion_code",)),
    ),
    Table(
        "settlement",
        "Населені пункти",
        "Settlements",
        "Один запис — місто, селище або село",
        "One row is a city, a settlement or a village",
        (
            Column(
                "settlement_id",
                "INTEGER",
                "Сталий номер: останні п’ять цифр коду КАТОТТГ",
                "Stable number: the last five digits of the KATOTTG code",
                "Номер",
                required=True,
            ),
            Column("settlement_code", "TEXT", "Код КАТОТТГ", "KATOTTG code", "Код", required=True),
            _name("settlement_name", "Назва", "Name in Ukrainian"),
            Column(
                "category",
                "TEXT",
                "Категорія: місто, селище, село",
                "Category: city, settlement, village",
                "Категорія",
                required=True,
            ),
            _HROMADA_ID,
        ),
        key=("settlement_id",),
        label="settlement_name",
        unique=(("settlement_code",),),
        indexes=(("hromada_id",),),
    ),
    Table(
        "hromada_alias",
        "Інші назви громад",
        "Other names of hromadas",
        "Один запис — колишня або інша назва громади",
        "One row is a former or another name of a hromada",
        (
            Column("alias", "TEXT", "Назва", "The name", "Назва", required=True),
            _HROMADA_ID,
            Column(
                "kind",
                "TEXT",
                "Звідки назва: renamed — перейменована; manual — внесено вручну",
                "Where it comes from: renamed, or manual",
                "Вид",
                required=True,
            ),
        ),
        key=("alias", "hromada_id"),
        indexes=(("hromada_id",),),
    ),
    Table(
        "oblast_alias",
        "Інші назви областей",
        "Other names of oblasts",
        "Один запис — інша назва області",
        "One row is another name of an oblast",
        (
            Column("alias", "TEXT", "Назва", "The name", "Назва", required=True),
            _foreign("oblast_code", "oblast", "Область", "The oblast", "Область"),
            Column(
                "kind",
                "TEXT",
                "Звідки: colloquial — розмовна; russian — російською; manual — внесено вручну",
                "Where it comes from: colloquial, russian, or manual",
                "Вид",
                required=True,
            ),
        ),
        key=("oblast_code", "alias"),
    ),
)

VOCABULARIES = (
    _vocabulary(
        "topic_group",
        "Групи тем",
        "Topic groups",
        ("робоча група Ради донорів із децентралізації", "групи"),
        "a working group of the Donor Board on decentralisation",
    ),
    _vocabulary(
        "topic",
        "Теми",
        "Topics",
        ("тема навчання", "теми"),
        "a topic of training",
        (
            _foreign(
                "topic_group_code",
                "topic_group",
                "Група тем",
                "The group of topics",
                "Група",
                required=False,
            ),
            Column(
                "dac_code",
                "TEXT",
                "Код цілі допомоги ОЕСР DAC",
                "OECD DAC purpose code",
                "Код DAC",
            ),
        ),
    ),
    _vocabulary(
        "type", "Види заходів", "Types", ("вид заходу", "виду заходу"), "a type of training"
    ),
    _vocabulary(
        "format", "Формати", "Formats", ("формат заходу", "формату"), "a format of training"
    ),
    _vocabulary(
        "audience",
        "Аудиторії",
        "Audiences",
        ("цільова аудиторія", "аудиторії"),
        "a target audience",
    ),
    _vocabulary(
        "scope",
        "Охоплення заходу",
        "Scopes",
        ("охоплення заходу: громади, район, область, країна, не вказано", "охоплення"),
        "a scope of training: hromadas, raion, oblast, national, unknown",
    ),
    _vocabulary(
        "status",
        "Стани заходів",
        "Statuses",
        ("стан заходу: відбувся, за анонсом, перенесено, скасовано", "стану"),
        "a status: held, announced, postponed, cancelled",
        (
            Column(
                "is_counted",
                "INTEGER",
                "1 — заходи в цьому стані рахують",
                "1: trainings of this status are counted",
                "Рахується",
                required=True,
            ),
        ),
    ),
    _vocabulary(
        "donor",
        "Донори",
        "Donors",
        ("донор — той, хто фінансує", "донора"),
        "a donor: who funds",
    ),
    Table(
        "project",
        "Проєкти",
        "Projects",
        "Один запис — проєкт або програма міжнародної допомоги",
        "One row is a project or programme of assistance",
        (
            _code("project", "проєкту", "the project"),
            *_names("project", "проєкту", "project"),
            Column("implementer", "TEXT", "Виконавець", "Implementing organisation", "Виконавець"),
            Column("start_date", "TEXT", "Початок, ISO 8601", "Start, ISO 8601", "Початок"),
            Column("end_date", "TEXT", "Кінець, ISO 8601", "End, ISO 8601", "Кінець"),
            Column("url", "TEXT", "Сторінка проєкту", "Page of the project", "Сторінка"),
        ),
        key=("project_code",),
        label="project_name",
        sort="project_name",
    ),
    Table(
        "project_donor",
        "Донори проєктів",
        "Donors of projects",
        "Один запис — донор проєкту; у проєкту їх може бути кілька",
        "One row is one donor of one project",
        (
            _foreign("project_code", "project", "Проєкт", "The project", "Проєкт"),
            _foreign("donor_code", "donor", "Донор", "The donor", "Донор"),
        ),
        key=("project_code", "donor_code"),
    ),
    Table(
        "vocabulary_alias",
        "Інші назви зі словників",
        "Other names of the vocabularies",
        "Один запис — інша назва теми, проєкту чи запису іншого словника",
        "One row is another name of a topic, a project or a record of another vocabulary",
        (
            Column(
                "vocabulary",
                "TEXT",
                "Словник: topic, project тощо",
                "The vocabulary: topic, project and so on",
                "Словник",
                required=True,
            ),
            Column("code", "TEXT", "Код запису", "Code of the record", "Код", required=True),
            Column("alias", "TEXT", "Назва", "The name", "Назва", required=True),
        ),
        key=("vocabulary", "code", "alias"),
    ),
    Table(
        "quarter",
        "Квартали",
        "Quarters",
        "Один запис — квартал, від IV кварталу 2020 до останнього в базі",
        "One row is a quarter, from Q4 2020 to the last in the database",
        (
            Column("quarter_code", "TEXT", "Код: 2020-Q4", "Code: 2020-Q4", "Код", required=True),
            Column(
                "quarter_name",
                "TEXT",
                "Назва: IV квартал 2020",
                "Name in Ukrainian",
                "Квартал",
                required=True,
            ),
            Column(
                "quarter_name_en",
                "TEXT",
                "Назва англійською",
                "Name in English",
                "Назва англійською",
                required=True,
            ),
            Column("start_date", "TEXT", "Перший день", "First day", "Перший день", required=True),
            Column("end_date", "TEXT", "Останній день", "Last day", "Останній день", required=True),
        ),
        key=("quarter_code",),
        label="quarter_name",
        sort="quarter_code",
    ),
)

SUBMISSIONS = (
    Table(
        "submission",
        "Отримані файли",
        "Files received",
        "Один запис — файл за квартал від проєкту або редакції",
        "One row is a file for a quarter",
        (
            Column(
                "submission_id",
                "INTEGER",
                "Номер файла",
                "Number of the file",
                "Номер",
                required=True,
            ),
            Column(
                "file_name",
                "TEXT",
                "Файл (тека кварталу / назва)",
                "File (quarter / name)",
                "Файл",
                required=True,
            ),
            _QUARTER,
            Column(
                "sha256",
                "TEXT",
                "Відбиток вмісту SHA-256",
                "SHA-256 of the content",
                "Відбиток",
                required=True,
            ),
            _count(
                "rows_total", "Рядків під заголовком", "Rows below the header", "Рядків", "rows"
            ),
            _count("rows_accepted", "Рядків прийнято", "Rows accepted", "Прийнято", "rows"),
            _count("rows_rejected", "Рядків відхилено", "Rows rejected", "Відхилено", "rows"),
            _count(
                "rows_duplicate", "Рядків-повторів", "Rows that repeat another", "Повторів", "rows"
            ),
            _count("rows_blank", "Рядків порожніх", "Rows that are blank", "Порожніх", "rows"),
        ),
        key=("submission_id",),
        label="file_name",
        unique=(("file_name",),),
        sort="file_name",
        facets=("quarter_code",),
    ),
    Table(
        "expected_report",
        "Очікувані звіти",
        "Expected reports",
        "Один запис — проєкт і квартал, за який від нього чекають звіту",
        "One row is a project and a quarter that it is to report",
        (
            _foreign("project_code", "project", "Проєкт", "The project", "Проєкт"),
            _QUARTER,
            Column(
                "report_status",
                "TEXT",
                "received — надійшов; nil — надійшов, заходів не було; missing — не надійшов",
                "received, nil (received, no events) or missing",
                "Стан звіту",
                required=True,
            ),
            _foreign(
                "submission_id",
                "submission",
                "Перший файл, у якому є цей звіт",
                "The first file that holds the report",
                "Файл",
                required=False,
            ),
        ),
        key=("project_code", "quarter_code"),
        facets=("report_status", "quarter_code"),
    ),
    _vocabulary(
        "problem_kind",
        "Види зауважень",
        "Kinds of problem",
        ("вид зауваження до рядка або файла", "виду зауваження"),
        "a kind of problem in a row or a file",
        (
            Column(
                "severity",
                "TEXT",
                "error — рядок відхилено; warning — прийнято із сумнівом; note — до відома",
                "error: rejected; warning: accepted in doubt; note",
                "Вага",
                required=True,
            ),
        ),
    ),
    Table(
        "problem",
        "Зауваження до файлів",
        "Problems",
        "Один запис — зауваження до клітинки, рядка або файла; самі значення не публікують",
        "One row is a problem of a cell, a row or a file; the values are not published",
        (
            Column("problem_id", "INTEGER", "Номер", "Number", "Номер", required=True),
            _foreign("submission_id", "submission", "Файл", "The file", "Файл"),
            Column("sheet_name", "TEXT", "Аркуш", "Sheet", "Аркуш"),
            Column(
                "row_number", "INTEGER", "Номер рядка у файлі", "Row number in the file", "Рядок"
            ),
            Column("field", "TEXT", "Поле шаблону", "Field of the template", "Поле"),
            _foreign(
                "problem_kind_code",
                "problem_kind",
                "Вид зауваження",
                "Kind of problem",
                "Зауваження",
            ),
            _foreign(
                "training_id",
                "training",
                "Захід, якщо рядок прийнято",
                "The training, where the row was accepted",
                "Захід",
                required=False,
            ),
        ),
        key=("problem_id",),
        facets=("problem_kind_code",),
        indexes=(("training_id",), ("submission_id",)),
    ),
)

TRAININGS = (
    Table(
        "training",
        "Навчання",
        "Trainings",
        "Один запис — один навчальний захід",
        "One row is one training event",
        (
            Column(
                "training_id",
                "INTEGER",
                "Сталий номер, обчислений зі змісту заходу",
                "Stable number computed from the content",
                "Номер",
                required=True,
            ),
            Column("title", "TEXT", "Назва заходу", "Title", "Назва", required=True),
            Column(
                "start_date",
                "TEXT",
                "Перший день, ISO 8601",
                "First day, ISO 8601",
                "Початок",
                required=True,
            ),
            Column(
                "end_date",
                "TEXT",
                "Останній день; порожньо — не вказано",
                "Last day; empty: not given",
                "Кінець",
            ),
            _foreign(
                "quarter_code",
                "quarter",
                "Квартал, у якому захід почався",
                "The quarter it began in",
                "Квартал",
            ),
            _foreign(
                "project_code",
                "project",
                "Проєкт; якщо їх кілька — перший названий",
                "The project; the first named where several",
                "Проєкт",
                required=False,
            ),
            _foreign(
                "topic_code",
                "topic",
                "Головна тема — перша названа",
                "Primary topic: the first named",
                "Тема",
                required=False,
            ),
            _foreign("type_code", "type", "Вид заходу", "Type", "Вид", required=False),
            _foreign("format_code", "format", "Формат", "Format", "Формат", required=False),
            _foreign(
                "scope_code",
                "scope",
                "Кого охоплював: названі громади, район, область, усю країну",
                "Whom it was for: named hromadas, raion, oblast, the country",
                "Охоплення",
            ),
            _foreign(
                "status_code",
                "status",
                "Стан: рахують лише ті, що відбулися",
                "Status: only those held are counted",
                "Стан",
            ),
            Column(
                "is_counted",
                "INTEGER",
                "1 — захід рахують в охопленні",
                "1: counted in coverage",
                "Рахується",
                required=True,
            ),
            Column(
                "places",
                "TEXT",
                "Де: громади, райони, області словами",
                "Where: hromadas, raions, oblasts in words",
                "Місця",
            ),
            Column(
                "organisers",
                "TEXT",
                "Організатори, через «;»",
                "Organisers, split by «;»",
                "Організатори",
            ),
            Column(
                "venue",
                "TEXT",
                "Місце проведення, як його записано",
                "Venue as written",
                "Місце проведення",
            ),
            Column("hours", "REAL", "Тривалість", "Duration", "Годин", unit="hours"),
            Column(
                "participants_total",
                "INTEGER",
                "Учасників усього",
                "Participants in all",
                "Учасників",
                unit="people",
            ),
            Column(
                "women",
                "INTEGER",
                "Жінок; приховано, якщо учасників менше ніж 5",
                "Women; hidden where participants are under 5",
                "Жінок",
                unit="people",
            ),
            Column(
                "men",
                "INTEGER",
                "Чоловіків; приховано, якщо учасників менше ніж 5",
                "Men; hidden where participants are under 5",
                "Чоловіків",
                unit="people",
            ),
            Column(
                "topic_raw",
                "TEXT",
                "Тема, як її записано",
                "Topic as written",
                "Тема (як записано)",
            ),
            Column(
                "project_raw",
                "TEXT",
                "Проєкт, як його записано",
                "Project as written",
                "Проєкт (як записано)",
            ),
            Column(
                "audience_raw",
                "TEXT",
                "Аудиторія, як її записано",
                "Audience as written",
                "Аудиторія (як записано)",
            ),
            Column("url", "TEXT", "Сторінка про захід", "Page about the training", "Посилання"),
            Column("notes", "TEXT", "Примітки", "Notes", "Примітки"),
            _foreign(
                "submission_id",
                "submission",
                "Файл, з якого взято рядок",
                "The file it comes from",
                "Файл",
            ),
            Column("sheet_name", "TEXT", "Аркуш файла", "Sheet of the file", "Аркуш"),
            Column(
                "row_number", "INTEGER", "Рядок у файлі", "Row in the file", "Рядок", required=True
            ),
            Column(
                "same_as_id",
                "INTEGER",
                "Той самий захід, поданий іншим проєктом раніше: в охопленні рахують його",
                "The same event as another project told it before, which is the one counted",
                "Той самий захід",
                references="training(training_id)",
            ),
        ),
        key=("training_id",),
        label="title",
        sort_desc="start_date",
        facets=(
            ("quarter", "quarter_code"),
            ("place", "place"),
            ("topic", "topic"),
            ("donor", "donor"),
            ("format", "format"),
        ),
        indexes=(
            ("start_date",),
            ("quarter_code", "is_counted"),
            ("project_code",),
            ("topic_code",),
            ("type_code",),
            ("format_code",),
            ("scope_code", "quarter_code", "is_counted"),
            ("status_code",),
            ("submission_id",),
            ("same_as_id",),
        ),
    ),
    Table(
        "training_hromada",
        "Громади заходів",
        "Hromadas of trainings",
        "Один запис — громада, названа серед учасниць заходу",
        "One row is one hromada that a training names as taking part",
        (_HROMADA_ID, _TRAINING_ID),
        key=("hromada_id", "training_id"),
        indexes=(("training_id", "hromada_id"),),
    ),
    Table(
        "training_raion",
        "Райони заходів",
        "Raions of trainings",
        "Один запис — район, для якого (або для громад якого) був захід",
        "One row is one raion that a training was for, or whose hromadas it names",
        (
            _foreign("raion_code", "raion", "Район", "The raion", "Район"),
            _TRAINING_ID,
            Column(
                "is_whole",
                "INTEGER",
                "1 — захід для всього району; 0 — для названих громад",
                "1: for the whole raion; 0: for hromadas named",
                "Увесь",
                required=True,
            ),
        ),
        key=("raion_code", "training_id"),
        indexes=(("training_id", "raion_code"),),
    ),
    Table(
        "training_oblast",
        "Області заходів",
        "Oblasts of trainings",
        "Один запис — область, для якої (або для громад якої) був захід",
        "One row is one oblast that a training was for, or whose hromadas it names",
        (
            _foreign("oblast_code", "oblast", "Область", "The oblast", "Область"),
            _TRAINING_ID,
            Column(
                "is_whole",
                "INTEGER",
                "1 — захід для всієї області; 0 — для її частини",
                "1: for the whole oblast; 0: for a part of it",
                "Уся",
                required=True,
            ),
        ),
        key=("oblast_code", "training_id"),
        indexes=(("training_id", "oblast_code"),),
    ),
    Table(
        "training_topic",
        "Теми заходів",
        "Topics of trainings",
        "Один запис — тема заходу; їх може бути кілька",
        "One row is one topic of one training",
        (
            _foreign("topic_code", "topic", "Тема", "The topic", "Тема"),
            _TRAINING_ID,
            Column(
                "is_primary",
                "INTEGER",
                "1 — головна тема",
                "1: the primary topic",
                "Головна",
                required=True,
            ),
        ),
        key=("topic_code", "training_id"),
        indexes=(("training_id", "topic_code"),),
    ),
    Table(
        "training_audience",
        "Аудиторії заходів",
        "Audiences of trainings",
        "Один запис — цільова аудиторія заходу; їх може бути кілька",
        "One row is one audience of one training",
        (
            _foreign("audience_code", "audience", "Аудиторія", "The audience", "Аудиторія"),
            _TRAINING_ID,
        ),
        key=("audience_code", "training_id"),
        indexes=(("training_id", "audience_code"),),
    ),
    Table(
        "training_project",
        "Проєкти заходів",
        "Projects of trainings",
        "Один запис — проєкт заходу; спільний захід має кілька",
        "One row is one project of one training",
        (_foreign("project_code", "project", "Проєкт", "The project", "Проєкт"), _TRAINING_ID),
        key=("project_code", "training_id"),
        indexes=(("training_id", "project_code"),),
    ),
    Table(
        "training_donor",
        "Донори заходів",
        "Donors of trainings",
        "Один запис — донор заходу: названий у рядку, інакше донори проєкту",
        "One row is one donor of a training: named in the row, else those of its project",
        (_foreign("donor_code", "donor", "Донор", "The donor", "Донор"), _TRAINING_ID),
        key=("donor_code", "training_id"),
        indexes=(("training_id", "donor_code"),),
    ),
    Table(
        "organiser",
        "Організатори",
        "Organisers",
        "Один запис — організатор, як його називають файли",
        "One row is an organiser as the files name it",
        (
            Column("organiser_id", "INTEGER", "Номер", "Number", "Номер", required=True),
            _name("organiser_name", "Назва організатора", "Name of the organiser"),
        ),
        key=("organiser_id",),
        label="organiser_name",
        sort="organiser_name",
    ),
    Table(
        "training_organiser",
        "Організатори заходів",
        "Organisers of trainings",
        "Один запис — організатор заходу; їх може бути кілька",
        "One row is one organiser of one training",
        (
            _foreign("organiser_id", "organiser", "Організатор", "The organiser", "Організатор"),
            _TRAINING_ID,
        ),
        key=("organiser_id", "training_id"),
        indexes=(("training_id", "organiser_id"),),
    ),
)

_EVENTS = _count("events", "Заходів, що відбулися", "Trainings held", "Заходів", "trainings")
_PROJECTS = _count("projects", "Різних проєктів", "Distinct projects", "Проєктів", "projects")
_TOPIC = _foreign("topic_code", "topic", "Тема", "The topic", "Тема")
_PROJECT = _foreign("project_code", "project", "Проєкт", "The project", "Проєкт")
_OBLAST = _foreign("oblast_code", "oblast", "Область", "The oblast", "Область")


def _day(name: str, uk: str, en: str, title_uk: str, required: bool = True) -> Column:
    return Column(name, "TEXT", f"{uk}, ISO 8601", f"{en}, ISO 8601", title_uk, required=required)


_LAST_DATE = _day(
    "last_date",
    "Перший день останнього з заходів",
    "First day of the last of the trainings",
    "Останній захід",
)
_PLACED_EVENTS = (
    _count(
        "events",
        "Заходів, що назвали хоч одну громаду області",
        "Trainings that name a hromada of the oblast",
        "Заходів",
        "trainings",
    ),
    _count(
        "wide_events",
        "Заходів для області чи її району загалом, без переліку громад",
        "Trainings for the oblast or a raion of it at large, naming no hromada",
        "Ширших заходів",
        "trainings",
    ),
    _LAST_DATE,
)


def _people(name: str, uk: str, en: str, title_uk: str) -> Column:
    return Column(name, "INTEGER", uk, en, title_uk, unit="people")


SUMMARIES = (
    Table(
        "hromada_quarter",
        "Зведення: громада × квартал",
        "Summary: hromada × quarter",
        "Один запис — громада і квартал, у якому її названо хоч в одному заході, що відбувся",
        "One row is a hromada and a quarter in which at least one training held names it",
        (
            _HROMADA_ID,
            _QUARTER,
            _EVENTS,
            _PROJECTS,
            _day(
                "first_date",
                "Перший день першого з заходів",
                "First day of the first of the trainings",
                "Перший захід",
            ),
            _LAST_DATE,
        ),
        key=("hromada_id", "quarter_code"),
        indexes=(("quarter_code", "hromada_id"),),
    ),
    Table(
        "coverage",
        "Зведення: громада × тема × квартал",
        "Summary: hromada × topic × quarter",
        "Один запис — громада, тема і квартал із хоч одним заходом; захід із двома темами є в обох",
        "One row is a hromada, a topic and a quarter with at least one training; "
        "a training of two topics stands under both",
        (_HROMADA_ID, _TOPIC, _QUARTER, _EVENTS, _PROJECTS, _LAST_DATE),
        key=("hromada_id", "topic_code", "quarter_code"),
        indexes=(("topic_code", "quarter_code"),),
    ),
    Table(
        "hromada_project_quarter",
        "Зведення: громада × проєкт × квартал",
        "Summary: hromada × project × quarter",
        "Один запис — громада, проєкт і квартал із хоч одним заходом; спільний захід є в кожного "
        "зі своїх проєктів",
        "One row is a hromada, a project and a quarter with at least one training; "
        "a joint training stands under each of its projects",
        (_HROMADA_ID, _PROJECT, _QUARTER, _EVENTS),
        key=("hromada_id", "project_code", "quarter_code"),
        indexes=(("quarter_code", "hromada_id", "project_code"),),
    ),
    Table(
        "hromada_donor_quarter",
        "Зведення: громада × донор × квартал",
        "Summary: hromada × donor × quarter",
        "Один запис — громада, донор і квартал із хоч одним заходом; захід, який фінансують двоє, "
        "є в обох",
        "One row is a hromada, a donor and a quarter with at least one training; "
        "a training that two fund stands under both",
        (
            _HROMADA_ID,
            _foreign("donor_code", "donor", "Донор", "The donor", "Донор"),
            _QUARTER,
            _EVENTS,
        ),
        key=("hromada_id", "donor_code", "quarter_code"),
    ),
    Table(
        "project_oblast_quarter",
        "Зведення: проєкт × область × квартал",
        "Summary: project × oblast × quarter",
        "Один запис — проєкт, область і квартал із хоч одним заходом у її громадах або ширшим",
        "One row is a project, an oblast and a quarter with at least one training that names its "
        "hromadas or is a wider one",
        (_PROJECT, _OBLAST, _QUARTER, *_PLACED_EVENTS),
        key=("project_code", "oblast_code", "quarter_code"),
    ),
    Table(
        "topic_project_oblast",
        "Зведення: тема × проєкт × область × квартал",
        "Summary: topic × project × oblast × quarter",
        "Один запис — тема, проєкт, область і квартал із хоч одним заходом; захід із двома темами "
        "є в обох",
        "One row is a topic, a project, an oblast and a quarter with at least one training; "
        "a training of two topics stands under both",
        (_TOPIC, _PROJECT, _OBLAST, _QUARTER, *_PLACED_EVENTS),
        key=("topic_code", "project_code", "oblast_code", "quarter_code"),
    ),
    Table(
        "topic_share",
        "Зведення: тема × її проєкти, донори й області × квартал",
        "Summary: topic × its projects, donors and oblasts × quarter",
        "Один запис — тема, квартал і проєкт, донор або область, із заходами яких вона була",
        "One row is a topic, a quarter and a project, donor or oblast that had trainings on it",
        (
            _TOPIC,
            Column(
                "kind",
                "TEXT",
                "За чим пораховано: project, donor, oblast (назвав її, її район чи громаду)",
                "What it is by: project, donor, oblast (named itself, by a raion or a hromada)",
                "За чим",
                required=True,
            ),
            Column(
                "code",
                "TEXT",
                "Код проєкту, донора або області",
                "Code of the project, the donor or the oblast",
                "Код",
                required=True,
            ),
            _QUARTER,
            _EVENTS,
        ),
        key=("topic_code", "kind", "code", "quarter_code"),
    ),
    Table(
        "event_quarter",
        "Зведення: заходи й учасники × квартал",
        "Summary: trainings and participants × quarter",
        "Один запис — квартал і всі заходи разом або ті, що стосуються проєкту, теми, аудиторії "
        "чи донора",
        "One row is a quarter and all of its trainings, or those of a project, a topic, an "
        "audience or a donor",
        (
            Column(
                "kind",
                "TEXT",
                "За чим пораховано: all (усі разом), project, topic, audience, donor",
                "What it is by: all (all together), project, topic, audience, donor",
                "За чим",
                required=True,
            ),
            Column(
                "code",
                "TEXT",
                "Код проєкту, теми, аудиторії або донора; порожньо, де всі разом",
                "Code of the project, topic, audience or donor; empty where all are together",
                "Код",
                required=True,
            ),
            _QUARTER,
            _EVENTS,
            _count(
                "events_with_hromadas",
                "Заходів, що назвали хоч одну громаду",
                "Trainings that name a hromada",
                "Із них із громадами",
                "trainings",
            ),
            _count(
                "events_with_total",
                "Заходів, де названо, скільки учасників усього",
                "Trainings that tell all participants",
                "Із них із числом усіх",
                "trainings",
            ),
            _count(
                "events_with_women",
                "Заходів, де названо число жінок",
                "Trainings that tell women",
                "Із них, де названо жінок",
                "trainings",
            ),
            _count(
                "events_with_people",
                "Заходів, де названо число учасників",
                "Trainings that tell the number of participants",
                "Із них із числом учасників",
                "trainings",
            ),
            _people(
                "people_at_most",
                "Учасників усіх заходів разом: хто був на кількох, того пораховано кілька разів",
                "Participants of all trainings added up: who came to several counts several times",
                "Людей, не більше",
            ),
            _people(
                "people_at_least",
                "Учасників найбільшого із заходів",
                "Participants of the largest training",
                "Людей, не менше",
            ),
            _count(
                "events_with_split",
                "Заходів, де названо і число учасників, і число жінок",
                "Trainings that tell both participants and women",
                "Із них із числом жінок",
                "trainings",
            ),
            _people(
                "split_people",
                "Учасників заходів, де названо і число жінок",
                "Participants of the trainings that tell women too",
                "Учасників на них",
            ),
            _people("women", "Жінок на них", "Women at those trainings", "Жінок"),
            _LAST_DATE,
        ),
        key=("kind", "code", "quarter_code"),
    ),
    Table(
        "nearest_event",
        "Зведення: найближчі заходи різних проєктів",
        "Summary: nearest trainings of different projects",
        "Один запис — громада, тема, квартал заходу і квартал найближчого перед ним заходу іншого "
        "проєкту; спільний захід і захід одного з його проєктів — не різні",
        "One row is a hromada, a topic, the quarter of a training and the quarter of the nearest "
        "one before it by another project; a joint training and one of its projects are no others",
        (
            _HROMADA_ID,
            _TOPIC,
            _QUARTER,
            Column(
                "earlier_quarter_code",
                "TEXT",
                "Квартал попереднього з двох заходів",
                "The quarter of the earlier of the two",
                "Квартал попереднього",
                required=True,
                references="quarter(quarter_code)",
            ),
            Column(
                "fewest_days",
                "INTEGER",
                "Найменше днів між першими днями таких двох заходів",
                "Fewest days between the first days of two such trainings",
                "Найменше днів між ними",
                required=True,
            ),
        ),
        key=("hromada_id", "topic_code", "quarter_code", "earlier_quarter_code"),
    ),
    Table(
        "oblast_quarter",
        "Зведення: область × квартал",
        "Summary: oblast × quarter",
        "Один запис — область і квартал",
        "One row is an oblast and a quarter",
        (
            _foreign("oblast_code", "oblast", "Область", "The oblast", "Область"),
            _QUARTER,
            _count(
                "events",
                "Заходів, що назвали хоч одну громаду області",
                "Trainings that name a hromada of the oblast",
                "Заходів",
                "trainings",
            ),
            _count(
                "hromada_events",
                "Пар громада–захід",
                "Pairs of hromada and training",
                "Громадо-заходів",
                "pairs",
            ),
            _count(
                "hromadas",
                "Громад, названих хоч раз",
                "Hromadas named at least once",
                "Громад",
                "hromadas",
            ),
            _count(
                "wide_events",
                "Заходів для області загалом, без переліку громад",
                "Trainings for the oblast at large, naming no hromada",
                "Заходів для області",
                "trainings",
            ),
        ),
        key=("oblast_code", "quarter_code"),
    ),
    Table(
        "release",
        "Випуск",
        "Release",
        "Єдиний запис — з чого складено цей випуск бази",
        "The one row tells what this release was made of",
        (
            Column(
                "release_id",
                "TEXT",
                "Позначка випуску",
                "Identifier of the release",
                "Випуск",
                required=True,
            ),
            Column(
                "data_as_of",
                "TEXT",
                "Дані на цей день (останній день останнього кварталу)",
                "Data as of this day (the last day of the last quarter)",
                "Дані на",
                required=True,
            ),
            _count("trainings", "Заходів, що відбулися", "Trainings held", "Заходів", "trainings"),
            _count(
                "trainings_not_counted",
                "Заходів за анонсом, перенесених, скасованих",
                "Trainings announced, postponed or cancelled",
                "Не рахуються",
                "trainings",
            ),
            _count(
                "hromadas_reached",
                "Громад (із 1 469), названих хоч в одному заході",
                "Hromadas of the 1,469 that at least one training names",
                "Громад охоплено",
                "hromadas",
            ),
            _count(
                "hromadas_counted",
                "Громад, за якими рахують охоплення",
                "Hromadas that coverage is counted over",
                "Громад усього",
                "hromadas",
            ),
            _count(
                "projects",
                "Проєктів із хоч одним заходом",
                "Projects with a training",
                "Проєктів",
                "projects",
            ),
            _count(
                "quarters",
                "Кварталів із хоч одним заходом",
                "Quarters with a training",
                "Кварталів",
                "quarters",
            ),
            _count(
                "reports_expected",
                "Очікуваних звітів",
                "Reports expected",
                "Звітів очікують",
                "reports",
            ),
            _count(
                "reports_received",
                "Отриманих звітів",
                "Reports received",
                "Звітів отримано",
                "reports",
            ),
        ),
        key=("release_id",),
    ),
)

OPTIONAL = (
    Table(
        "population",
        "Населення громад",
        "Population of hromadas",
        "Один запис — населення громади; без файла population.csv записів немає",
        "One row is the population of a hromada; without the file population.csv there is none",
        (
            _HROMADA_ID,
            _count("population", "Мешканців", "Inhabitants", "Мешканців", "people"),
            Column("year", "INTEGER", "На який рік", "As of the year", "Рік", required=True),
            Column("source", "TEXT", "Звідки число", "Where the number is from", "Джерело"),
        ),
        key=("hromada_id",),
    ),
    Table(
        "need",
        "Потреба в темах",
        "Need of topics",
        "Один запис — яку частку потреби становить тема; без файла needs.csv записів немає",
        "One row is a topic's share of the need; without the file needs.csv there is none",
        (
            _foreign("topic_code", "topic", "Тема", "The topic", "Тема"),
            Column(
                "need_share",
                "REAL",
                "Частка потреби",
                "Share of the need",
                "Частка потреби, %",
                unit="percent",
                required=True,
            ),
            Column("source", "TEXT", "Звідки число", "Where the number is from", "Джерело"),
        ),
        key=("topic_code",),
    ),
)
"""What an operator may add; every answer says where it lacks it."""

SEARCH = (
    Table(
        "word_form",
        "Форми слів для пошуку",
        "Word forms for the search",
        "Один запис — слово, яке можуть набрати, і слово з текстів, яке тоді шукають",
        "One row is a word that may be typed and a word of the texts that is then looked for",
        (
            Column(
                "word",
                "TEXT",
                "Слово, яке набирають: малими літерами, без апострофа",
                "The word typed: lower case, without apostrophe",
                "Слово",
                required=True,
            ),
            Column(
                "met",
                "TEXT",
                "Слово з текстів: форма того самого слова або воно ж латинкою чи кирилицею",
                "A word of the texts: a form of the same word, or it in the other alphabet",
                "Є в текстах",
                required=True,
            ),
        ),
        key=("word", "met"),
    ),
)

PUBLIC_TABLES: tuple[Table, ...] = (
    *PLACES,
    *VOCABULARIES,
    *OPTIONAL,
    *SUBMISSIONS,
    *TRAININGS,
    *SUMMARIES,
    *SEARCH,
)

TRAINING_PLACE_VIEW = """CREATE VIEW training_place AS
SELECT
  training.start_date, training.title, project.project_name AS project,
  hromada.hromada_label AS hromada, raion.raion_name AS raion, oblast.oblast_name AS oblast,
  training.quarter_code, training.is_counted, hromada.coord_quality,
  hromada.latitude, hromada.longitude, training.training_id
FROM training_hromada
JOIN training USING (training_id)
JOIN hromada USING (hromada_id)
JOIN oblast USING (oblast_code)
LEFT JOIN raion USING (raion_code)
LEFT JOIN project USING (project_code)"""
"""The map of trainings: one row a training and hromada, with the hromada's coordinates."""


@dataclass(frozen=True)
class Field:
    """One column of the donor's template.

    `vocabulary` names the table whose names the cell takes, if it has one; `several`
    tells that the cell may hold more than one of them, split by «;».
    """

    name: str
    title_uk: str
    title_en: str
    hint_uk: str
    hint_en: str
    required: bool = False
    vocabulary: str | None = None
    several: bool = False


FIELDS: tuple[Field, ...] = (
    Field(
        "event_id",
        "Код заходу",
        "Event ID",
        "Ваш власний номер заходу, якщо є: за ним виправлення знайде свій захід",
        "Your own number of the event, if any: a correction finds its event by it",
    ),
    Field(
        "project",
        "Проєкт",
        "Project",
        "Назва або скорочення проєкту зі списку; кілька — через «;»",
        "Name or short name of the project; several split by «;»",
        vocabulary="project",
        several=True,
    ),
    Field(
        "donor",
        "Донор",
        "Donor",
        "Хто фінансує; кілька — через «;»",
        "Who funds; several split by «;»",
        vocabulary="donor",
        several=True,
    ),
    Field(
        "organiser",
        "Організатор",
        "Organiser",
        "Хто проводив; кілька — через «;»",
        "Who held it; several split by «;»",
        several=True,
    ),
    Field(
        "title",
        "Назва заходу",
        "Title",
        "Повна назва, без імен людей",
        "Full title, without names of people",
        required=True,
    ),
    Field(
        "topic",
        "Тема",
        "Topic",
        "Одна або кілька тем зі списку через «;»; перша — головна",
        "One or more topics of the list split by «;»; the first is the primary one",
        vocabulary="topic",
        several=True,
    ),
    Field("type", "Вид заходу", "Type", "Зі списку", "From the list", vocabulary="type"),
    Field("format", "Формат", "Format", "Зі списку", "From the list", vocabulary="format"),
    Field(
        "start_date",
        "Дата початку",
        "Start date",
        "Перший день, наприклад 12.10.2020",
        "First day, for example 12.10.2020 or 2020-10-12",
        required=True,
    ),
    Field(
        "end_date",
        "Дата завершення",
        "End date",
        "Останній день; для одноденного — той самий",
        "Last day; the same day for an event of one day",
    ),
    Field(
        "hours", "Тривалість, годин", "Hours", "Навчальних годин усього", "Hours of training in all"
    ),
    Field(
        "oblast",
        "Область",
        "Oblast",
        "Область або кілька через «;»; для всієї країни — «вся Україна»",
        "Oblast, or several split by «;»; for the whole country: «вся Україна»",
        vocabulary="oblast",
        several=True,
    ),
    Field(
        "raion",
        "Район",
        "Raion",
        "Район, якщо захід для району або назва громади не єдина",
        "Raion, where the event is for a raion or the name of a hromada is not unique",
        vocabulary="raion",
        several=True,
    ),
    Field(
        "hromadas",
        "Громади",
        "Hromadas",
        "Громади, чиї люди навчалися, через «;»; можна коди КАТОТТГ",
        "Hromadas whose people were trained, split by «;»; KATOTTG codes are fine",
        vocabulary="hromada",
        several=True,
    ),
    Field(
        "venue",
        "Місце проведення",
        "Venue",
        "Населений пункт, не точніше; для онлайн — порожньо",
        "City, settlement or village, no finer; empty when online",
    ),
    Field(
        "audience",
        "Цільова аудиторія",
        "Audience",
        "Одна або кілька зі списку через «;»",
        "One or more of the list split by «;»",
        vocabulary="audience",
        several=True,
    ),
    Field(
        "participants_total", "Учасників усього", "Participants total", "Ціле число", "Whole number"
    ),
    Field("women", "Жінок", "Women", "Ціле число", "Whole number"),
    Field("men", "Чоловіків", "Men", "Ціле число", "Whole number"),
    Field(
        "status",
        "Стан заходу",
        "Status",
        "Порожньо, якщо захід відбувся; інакше зі списку",
        "Empty where the event was held; otherwise from the list",
        vocabulary="status",
    ),
    Field(
        "url",
        "Посилання",
        "Link",
        "Сторінка про захід, https://…",
        "Page about the event, https://…",
    ),
    Field(
        "notes", "Примітки", "Notes", "Без імен, телефонів і адрес", "No names, phones or addresses"
    ),
)
"""The columns of the template, in its order; reference/headers.csv adds other spellings."""

PLACE_FIELDS = ("oblast", "raion", "hromadas")
"""Any one of these tells where: a file with none of them is refused."""


def public_table(name: str) -> Table:
    """Return the public table called `name`; KeyError if there is none."""
    for table in PUBLIC_TABLES:
        if table.name == name:
            return table
    raise KeyError(name)
