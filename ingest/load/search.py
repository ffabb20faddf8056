"""Trainings and hromadas → full-text tables over folded text.

Both are external-content tables, so Datasette finds them by itself. What is indexed is the
folded text (see common/ukrainian.py), with the names that a code stands for and the former
names of hromadas beside the words as written; the site folds the query in the same way.
"""

from __future__ import annotations

import sqlite3

_TRAINING_COLUMNS = "title, places, topic_raw, project_raw, organisers"
_HROMADA_COLUMNS = "hromada_label, hromada_name_en, center_name"

_STATEMENTS = (
    f"""CREATE VIRTUAL TABLE training_fts USING fts5(
    {_TRAINING_COLUMNS}, content="training", content_rowid="training_id",
    tokenize="unicode61 remove_diacritics 0")""",
    f"""INSERT INTO training_fts (rowid, {_TRAINING_COLUMNS})
    SELECT training_id, fold(title),
      fold(coalesce(places, '') || ' ' || coalesce(
        (SELECT group_concat(alias, ' ') FROM training_hromada JOIN hromada_alias
         USING (hromada_id) WHERE training_hromada.training_id = training.training_id), '')),
      fold(coalesce(topic_raw, '') || ' ' || coalesce(
        (SELECT group_concat(topic_name, ' ') FROM training_topic JOIN topic USING (topic_code)
         WHERE training_topic.training_id = training.training_id), '')),
      fold(coalesce(project_raw, '') || ' ' || coalesce(
        (SELECT group_concat(project_name || ' ' || coalesce(project_name_en, ''), ' ')
         FROM training_project JOIN project USING (project_code)
         WHERE training_project.training_id = training.training_id), '')),
      fold(coalesce(organisers, ''))
    FROM training ORDER BY training_id""",
    f"""CREATE VIRTUAL TABLE hromada_fts USING fts5(
    {_HROMADA_COLUMNS}, content="hromada", content_rowid="hromada_id",
    tokenize="unicode61 remove_diacritics 0")""",
    f"""INSERT INTO hromada_fts (rowid, {_HROMADA_COLUMNS})
    SELECT hromada_id,
      fold(hromada_label || ' ' || coalesce((SELECT group_concat(alias, ' ') FROM hromada_alias
        WHERE hromada_alias.hromada_id = hromada.hromada_id), '')),
      fold(coalesce(hromada_name_en, '')), fold(coalesce(center_name, ''))
    FROM hromada ORDER BY hromada_id""",
    "INSERT INTO training_fts (training_fts) VALUES ('optimize')",
    "INSERT INTO hromada_fts (hromada_fts) VALUES ('optimize')",
)


def add_search(connection: sqlite3.Connection) -> None:
    """Create and fill the full-text tables; needs the SQL function fold()."""
    for statement in _STATEMENTS:
        connection.execute(statement)
