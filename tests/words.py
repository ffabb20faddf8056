"""Every Ukrainian word that the site shows of its own: what the English catalogue must have."""

import ast
import re
from io import BytesIO

import yaml
from jinja2.ext import babel_extract
from small_site import ROOT

from ingest.schema import PUBLIC_TABLES

_CYRILLIC = re.compile("[а-яіїєґ]", re.I)
_KEYWORDS = {"_": None, "choose_form": (2, 4)}
_NOT_SHOWN = {
    "canned.py",
    "hromada_page.py",
    "quarters.py",
    "search.py",
    "ukrainian.py",
    "language.py",
}
"""Of ingest/common: words in both languages already, SQL, and rules of the language itself."""
_SQL_WORD = re.compile(r"'((?:[^'\n]|'')*[а-яіїєґ](?:[^'\n]|'')*)'", re.I)


def words_of_templates():
    """Return the words marked in our templates and in what we put into Datasette's."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.html")]
    path = ROOT / "templates" / "_built_in_words.yml"
    pairs = yaml.safe_load(path.read_text(encoding="utf-8")).values()
    # Of the parts of a template only the expressions: their blocks may not be whole.
    sources += [" ".join(re.findall(r"{{.*?}}", ours)) for of in pairs for _, ours in of]
    found = set()
    for source in sources:
        file = BytesIO(source.encode())
        for _, function, message, _ in babel_extract(file, list(_KEYWORDS), [], {}):
            texts = message if isinstance(message, tuple) else (message,)
            texts = [text for text in texts if isinstance(text, str)]
            if texts:
                found.add((texts[0], texts[-1]) if function == "choose_form" else texts[0])
    return found


def words_of_code():
    """Return the Ukrainian texts in the code of pages; docstrings are for its readers."""
    files = [*(ROOT / "ingest" / "common").glob("*.py"), *(ROOT / "plugins").glob("*.py")]
    files = [file for file in files if file.name not in _NOT_SHOWN]
    found = set()
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _CYRILLIC.search(node.value)
            and id(node) not in notes
        }
    return found


COMPOSED = {
    f"{before}{subject}{after}"
    for subject in ("", " з цієї теми")
    for before, after in (
        ("тут ще не було жодного заходу", ""),
        ("останній захід", " був в останньому з обраних кварталів"),
        ("від останнього заходу", " минув {} квартал"),
        ("від останнього заходу", " минуло {} квартали"),
        ("від останнього заходу", " минуло {} кварталів"),
    )
} | {"міська", "селищна", "сільська", "місто", "не розпізнано", "Уся Україна"}
"""What SQL and the loader put together: reasons, types of hromadas, places not recognised."""


def words_of_data():
    """Return the titles of columns, and what the SQL of the questions says in words."""
    found = {column.title_uk for table in PUBLIC_TABLES for column in table.columns}
    for path in (ROOT / "canned_queries").rglob("*.sql"):
        sql = path.read_text(encoding="utf-8").partition("*/")[2]
        found |= {word for word in _SQL_WORD.findall(sql) if not word.startswith(" ")}
    metadata = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    found |= {metadata[key] for key in ("title", "description", "source")}
    return found
