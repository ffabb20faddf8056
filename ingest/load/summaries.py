"""Loaded tables → the summaries that the saved questions read, and the one row of `release`.

Only trainings that are counted enter a summary.
"""

from __future__ import annotations

import sqlite3
from datetime import date

_HROMADA_QUARTER = """INSERT INTO hromada_quarter
SELECT hromada_id, quarter_code, count(DISTINCT training_id), count(DISTINCT project)
FROM training_hromada JOIN training USING (training_id)
LEFT JOIN (SELECT training_id, project_code AS project FROM training_project)
  USING (training_id)
WHERE is_counted
GROUP BY hromada_id, quarter_code ORDER BY hromada_id, quarter_code"""

_COVERAGE = """INSERT INTO coverage
SELECT hromada_id, topic, quarter_code, count(DISTINCT training_id), count(DISTINCT project)
FROM training_hromada JOIN training USING (training_id)
JOIN (SELECT training_id, topic_code AS topic FROM training_topic) USING (training_id)
LEFT JOIN (SELECT training_id, project_code AS project FROM training_project)
  USING (training_id)
WHERE is_counted
GROUP BY hromada_id, topic, quarter_code ORDER BY hromada_id, topic, quarter_code"""

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
    for statement in (_HROMADA_QUARTER, _COVERAGE, _OBLAST_QUARTER):
        connection.execute(statement)
    values = {"release_id": release_id, "data_as_of": data_as_of.isoformat()}
    connection.execute(_RELEASE, values)
