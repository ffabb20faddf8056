"""Trainings, hromadas, topics and projects → full-text tables over folded text.

All are external-content tables, so Datasette finds them by itself. What is indexed is the
folded text (see common/ukrainian.py), with other names of what a code stands for beside the
words as written; the site folds the query in the same way. Of a topic only the abbreviation
(МЕР) and of a project only the one-word names (Ю-ЛІД) stand beside an event: with whole
phrases «дошкільна освіта» would find every event on education.
"""

from __future__ import annotations

import sqlite3

from ingest.common.search import NEW_SPELLING, OLD_SPELLING
from ingest.load.word_forms import add_word_forms

_TOPICS_OF_EVENT = """SELECT group_concat(words, ' ') FROM (
  SELECT topic_name AS words FROM training_topic JOIN topic USING (topic_code)
  WHERE training_topic.training_id = training.training_id
  UNION ALL
  SELECT alias FROM training_topic JOIN vocabulary_alias
  ON vocabulary = 'topic' AND code = topic_code AND alias NOT GLOB '*[a-zа-яґєії]*'
  WHERE training_topic.training_id = training.training_id)"""

_PROJECTS_OF_EVENT = """SELECT group_concat(words, ' ') FROM (
  SELECT project_name || ' ' || coalesce(project_name_en, '') AS words
  FROM training_project JOIN project USING (project_code)
  WHERE training_project.training_id = training.training_id
  UNION ALL
  SELECT alias FROM training_project JOIN vocabulary_alias
  ON vocabulary = 'project' AND code = project_code AND instr(alias, ' ') = 0
  WHERE training_project.training_id = training.training_id)"""

_PLACES_OF_EVENT = """SELECT group_concat(words, ' ') FROM (
  SELECT hromada_code || ' ' || coalesce(center_name, '') AS words
  FROM training_hromada JOIN hromada USING (hromada_id)
  WHERE training_hromada.training_id = training.training_id
  UNION ALL
  SELECT alias FROM training_hromada JOIN hromada_alias USING (hromada_id)
  WHERE training_hromada.training_id = training.training_id
  UNION ALL
  SELECT coalesce(oblast_name_en, '') FROM training_oblast JOIN oblast USING (oblast_code)
  WHERE training_oblast.training_id = training.training_id
  UNION ALL
  SELECT alias FROM training_oblast JOIN oblast_alias USING (oblast_code)
  WHERE training_oblast.training_id = training.training_id)"""

_ALIASES_OF_HROMADA = """SELECT group_concat(alias, ' ') FROM hromada_alias
  WHERE hromada_alias.hromada_id = hromada.hromada_id"""

_ALIASES = """SELECT group_concat(alias, ' ') FROM vocabulary_alias
  WHERE vocabulary = '{0}' AND code = {0}_code"""

INDEXED = {
    "training": {
        "title": "title",
        "places": f"coalesce(places, '') || ' ' || coalesce(({_PLACES_OF_EVENT}), '')",
        "topic_raw": f"coalesce(topic_raw, '') || ' ' || coalesce(({_TOPICS_OF_EVENT}), '')",
        "project_raw": f"coalesce(project_raw, '') || ' ' || coalesce(({_PROJECTS_OF_EVENT}), '')",
        "organisers": "organisers",
        "venue": "venue",
        "audience_raw": "audience_raw",
    },
    "hromada": {
        "hromada_label": f"hromada_label || ' ' || coalesce(({_ALIASES_OF_HROMADA}), '')",
        "hromada_name_en": "hromada_name_en",
        "center_name": "center_name",
        "hromada_code": "hromada_code",
    },
    "topic": {
        "topic_name": f"topic_name || ' ' || coalesce(({_ALIASES.format('topic')}), '')",
        "topic_name_en": "topic_name_en",
    },
    "project": {
        "project_name": f"project_name || ' ' || coalesce(({_ALIASES.format('project')}), '')",
        "project_name_en": "project_name_en",
        "implementer": "implementer",
    },
}
"""Table → its column of the full-text table → the SQL text that is folded and indexed there."""
_KEYS = {"training": "training_id", "hromada": "hromada_id"}
"""The row number of a full-text row; that of a table with a text key is SQLite's own."""


def add_search(connection: sqlite3.Connection) -> None:
    """Create and fill the full-text tables and word_form; needs the SQL function fold()."""
    for table, texts in INDEXED.items():
        index, key, columns = f"{table}_fts", _KEYS.get(table, "rowid"), ", ".join(texts)
        connection.execute(
            f"""CREATE VIRTUAL TABLE {index} USING fts5(
            {columns}, content="{table}", content_rowid="{key}",
            tokenize="unicode61 remove_diacritics 0")"""
        )
        folded = ", ".join(
            f"replace(fold(coalesce({text}, '')), '{OLD_SPELLING}', '{NEW_SPELLING}')"
            for text in texts.values()
        )
        connection.execute(
            f"INSERT INTO {index} (rowid, {columns}) SELECT {key}, {folded} FROM {table} ORDER BY 1"
        )
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    add_word_forms(connection, [f"{table}_fts" for table in INDEXED])
