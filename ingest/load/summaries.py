"""Loaded tables → the summaries that the saved questions read, and the one row of `release`.

Only trainings that are counted enter a summary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

_HROMADA_QUARTER = """INSERT INTO hromada_quarter
SELECT hromada_id, quarter_code, count(DISTINCT training_id), count(DISTINCT project),
  min(start_date), max(start_date)
FROM training_hromada JOIN training USING (training_id)
LEFT JOIN (SELECT training_id, project_code AS project FROM training_project)
  USING (training_id)
WHERE is_counted
GROUP BY hromada_id, quarter_code ORDER BY hromada_id, quarter_code"""

_COVERAGE = """INSERT INTO coverage
SELECT hromada_id, topic, quarter_code, count(DISTINCT training_id), count(DISTINCT project),
  max(start_date)
FROM training_hromada JOIN training USING (training_id)
JOIN (SELECT training_id, topic_code AS topic FROM training_topic) USING (training_id)
LEFT JOIN (SELECT training_id, project_code AS project FROM training_project)
  USING (training_id)
WHERE is_counted
GROUP BY hromada_id, topic, quarter_code ORDER BY hromada_id, topic, quarter_code"""

_HROMADA_PARTY = """INSERT INTO hromada_{party}_quarter
SELECT hromada_id, party.{party}_code, quarter_code, count(*)
FROM training_hromada JOIN training USING (training_id)
JOIN training_{party} AS party USING (training_id)
WHERE is_counted
GROUP BY hromada_id, party.{party}_code, quarter_code
ORDER BY hromada_id, party.{party}_code, quarter_code"""

# An event is of an oblast whose hromadas it names, or which it was for, whole or a raion of it.
_PLACED = """WITH placed AS (
  SELECT training_id, oblast_code, quarter_code, start_date,
    scope_code IN ('raion', 'oblast') AS is_wide
  FROM training_oblast JOIN training USING (training_id)
  WHERE is_counted AND (scope_code IN ('raion', 'oblast') OR EXISTS (
    SELECT 1 FROM training_hromada JOIN hromada USING (hromada_id)
    WHERE training_hromada.training_id = training.training_id
      AND hromada.oblast_code = training_oblast.oblast_code)))
"""

_PROJECT_OBLAST = f"""INSERT INTO project_oblast_quarter
{_PLACED}SELECT project_code, oblast_code, quarter_code, sum(NOT is_wide), sum(is_wide),
  max(start_date)
FROM placed JOIN training_project USING (training_id)
GROUP BY project_code, oblast_code, quarter_code
ORDER BY project_code, oblast_code, quarter_code"""

_TOPIC_PROJECT_OBLAST = f"""INSERT INTO topic_project_oblast
{_PLACED}SELECT topic_code, project_code, oblast_code, quarter_code, sum(NOT is_wide),
  sum(is_wide), max(start_date)
FROM placed JOIN training_project USING (training_id) JOIN training_topic USING (training_id)
GROUP BY topic_code, project_code, oblast_code, quarter_code
ORDER BY topic_code, project_code, oblast_code, quarter_code"""

_TOPIC_SHARE = """INSERT INTO topic_share
SELECT topic.topic_code, '{kind}', part.{kind}_code, quarter_code, count(*)
FROM training JOIN training_topic AS topic USING (training_id)
JOIN training_{kind} AS part USING (training_id)
WHERE is_counted
GROUP BY topic.topic_code, part.{kind}_code, quarter_code
ORDER BY topic.topic_code, part.{kind}_code, quarter_code"""

# Where a file tells more women than people it is not known how many they were.
_EVENT_QUARTER = """INSERT INTO event_quarter
WITH told AS (
  SELECT training_id, quarter_code, start_date, participants_total, women,
    coalesce(participants_total, women + men) AS people,
    EXISTS (SELECT 1 FROM training_hromada
      WHERE training_hromada.training_id = training.training_id) AS has_hromadas
  FROM training WHERE is_counted)
SELECT '{kind}', {code}, quarter_code, count(*), sum(has_hromadas), count(participants_total),
  count(women), count(people), sum(people), max(people),
  count(iif(women <= people, 1, NULL)), sum(iif(women <= people, people, NULL)),
  sum(iif(women <= people, women, NULL)), max(start_date)
FROM told{pairs}
GROUP BY {code}, quarter_code ORDER BY {code}, quarter_code"""

_TAUGHT = """CREATE TEMP TABLE taught AS
SELECT row_number() OVER () AS place, ordered.*
FROM (
  SELECT hromada_id, topic.topic_code AS topic_code, start_date, training_id, quarter_code
  FROM training JOIN training_hromada USING (training_id)
  JOIN training_topic AS topic USING (training_id)
  WHERE is_counted AND training_id IN (SELECT training_id FROM training_project)
  ORDER BY hromada_id, topic.topic_code, start_date, training_id) AS ordered"""

# From each event back through the list to the nearest one with no project in common; where the
# hromada and the topic have none, that is one of another hromada or topic, and is left out.
_NEAREST_EVENT = """INSERT INTO nearest_event
WITH nearest AS (
  SELECT hromada_id, topic_code, quarter_code, start_date, (
    SELECT earlier.place FROM taught AS earlier
    WHERE earlier.place < later.place AND NOT EXISTS (
      SELECT 1 FROM training_project AS one JOIN training_project AS other USING (project_code)
      WHERE one.training_id = earlier.training_id AND other.training_id = later.training_id)
    ORDER BY earlier.place DESC LIMIT 1) AS place
  FROM taught AS later)
SELECT hromada_id, topic_code, nearest.quarter_code, earlier.quarter_code,
  min(CAST(julianday(nearest.start_date) - julianday(earlier.start_date) AS INTEGER))
FROM nearest JOIN taught AS earlier USING (place, hromada_id, topic_code)
GROUP BY hromada_id, topic_code, nearest.quarter_code, earlier.quarter_code
ORDER BY hromada_id, topic_code, nearest.quarter_code, earlier.quarter_code"""

_OBLAST_QUARTER = """INSERT INTO oblast_quarter
WITH named AS (
  SELECT oblast_code, quarter_code, count(DISTINCT training_id) AS events,
    count(*) AS hromada_events, count(DISTINCT hromada_id) AS hromadas
  FROM training_hromada JOIN training USING (training_id) JOIN hromada USING (hromada_id)
  WHERE training.is_counted GROUP BY oblast_code, quarter_code),
wide AS (
  SELECT oblast_code, quarter_code, count(*) AS wide_events
  FROM training_oblast JOIN training USING (training_id)
  WHERE is_counted AND is_whole GROUP BY oblast_code, quarter_code),
both AS (
  SELECT oblast_code, quarter_code FROM named UNION SELECT oblast_code, quarter_code FROM wide)
SELECT oblast_code, quarter_code, coalesce(events, 0), coalesce(hromada_events, 0),
  coalesce(hromadas, 0), coalesce(wide_events, 0)
FROM both LEFT JOIN named USING (oblast_code, quarter_code)
LEFT JOIN wide USING (oblast_code, quarter_code)
ORDER BY oblast_code, quarter_code"""

_RELEASE = """INSERT INTO release SELECT :release_id, :data_as_of,
  (SELECT count(*) FROM training WHERE is_counted),
  (SELECT count(*) FROM training WHERE NOT is_counted AND same_as_id IS NULL),
  (SELECT count(DISTINCT hromada_id) FROM hromada_quarter JOIN hromada USING (hromada_id)
   WHERE is_counted),
  (SELECT count(*) FROM hromada WHERE is_counted),
  (SELECT count(DISTINCT training_project.project_code)
   FROM training_project JOIN training USING (training_id) WHERE is_counted),
  (SELECT count(DISTINCT quarter_code) FROM training WHERE is_counted),
  (SELECT count(*) FROM expected_report),
  (SELECT count(*) FROM expected_report WHERE report_status <> 'missing')"""


def add_summaries(connection: sqlite3.Connection, release_id: str, data_as_of: date) -> None:
    """Fill the summary tables and describe the release."""
    for statement in _statements():
        connection.execute(statement)
    values = {"release_id": release_id, "data_as_of": data_as_of.isoformat()}
    connection.execute(_RELEASE, values)


def _statements() -> Iterator[str]:
    yield from (_HROMADA_QUARTER, _COVERAGE, _OBLAST_QUARTER)
    yield from (_HROMADA_PARTY.format(party=party) for party in ("project", "donor"))
    yield from (_PROJECT_OBLAST, _TOPIC_PROJECT_OBLAST)
    yield from (_TOPIC_SHARE.format(kind=kind) for kind in ("project", "donor", "oblast"))
    yield _EVENT_QUARTER.format(kind="all", code="''", pairs="")
    for kind in ("project", "topic", "audience", "donor"):
        pairs = f" JOIN training_{kind} USING (training_id)"
        yield _EVENT_QUARTER.format(kind=kind, code=f"{kind}_code", pairs=pairs)
    yield from (_TAUGHT, "CREATE UNIQUE INDEX temp.taught_place ON taught (place)")
    yield from (_NEAREST_EVENT, "DROP TABLE temp.taught")
