"""The overview of the ministry: one page for all topics, one for each, drawn without scripts.

Every picture has its numbers in a table beside it, and its question behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TOPICS = "select topic_code, topic_name from topic order by topic_name"

_REACHED = """reached as (
  select hromada_id from hromada_quarter where :topic = ''
  union select hromada_id from coverage where topic_code = :topic)"""
"""Hromadas that a training names: of a topic, or any, since some events have no topic."""

TOTALS = f"""with {_REACHED}, held as (
  select training_id, project_code from training
  where is_counted and (:topic = '' or training_id in (
    select training_id from training_topic where topic_code = :topic)))
select (select count(*) from held),
  (select count(distinct project_code) from training_project
   where training_id in (select training_id from held)),
  (select count(*) from reached join hromada using (hromada_id) where is_counted),
  (select count(*) from hromada where is_counted)"""
"""Trainings held, projects, hromadas reached, hromadas counted; of one topic or of all."""

QUARTERS = """select quarter_code, quarter_name, coalesce(events, 0), coalesce(missing, 0)
from quarter
left join (select quarter_code, count(*) as events from training
  where is_counted and (:topic = '' or training_id in (
    select training_id from training_topic where topic_code = :topic))
  group by quarter_code) using (quarter_code)
left join (select quarter_code, count(*) as missing from expected_report
  where report_status = 'missing' group by quarter_code) using (quarter_code)
order by quarter_code"""
"""Quarter → trainings held and reports that did not come."""

OBLASTS = f"""with {_REACHED}
select oblast_code, oblast_name, counted_hromadas, coalesce(hromadas, 0)
from oblast
left join (select oblast_code, count(*) as hromadas
  from reached join hromada using (hromada_id) where is_counted
  group by oblast_code) using (oblast_code)
order by oblast_name"""
"""Oblast → its counted hromadas and how many of them a training of the topic names."""

TOPICS_BY_YEAR = """select topic_code, topic_name, substr(quarter_code, 1, 4) as year,
  count(*) as events
from topic join training_topic using (topic_code)
join (select training_id, quarter_code from training where is_counted) using (training_id)
group by topic_code, year order by topic_name, year"""

PROJECTS = """select project_code, project_name, count(*) as events
from project join training_project using (project_code)
join (select training_id from training where is_counted) using (training_id)
where :topic = '' or training_id in (
  select training_id from training_topic where topic_code = :topic)
group by project_code order by events desc, project_name limit 10"""

MISSING = """select project_code, project_name, count(*) as reports,
  group_concat(quarter_name, ', ') as quarters
from (select project_code, project_name, quarter_name, quarter_code
  from expected_report join project using (project_code) join quarter using (quarter_code)
  where report_status = 'missing' order by project_name, quarter_code desc)
group by project_code order by max(quarter_code) desc, reports desc, project_name limit 20"""
"""Projects whose reports did not come, those of the latest quarters first."""

SHADES = 5


@dataclass(frozen=True)
class TopicYears:
    """One topic's line of the table: events by year, each with its shade from 0 to SHADES."""

    code: str
    name: str
    cells: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        return sum(events for events, _ in self.cells)


def tabulate_topics(rows: Iterable[Sequence[object]]) -> tuple[list[str], list[TopicYears]]:
    """Return the years and the lines of the TOPICS_BY_YEAR rows, most events first."""
    names: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for code, name, year, events in rows:
        names[str(code)] = str(name)
        counts[str(code), str(year)] = int(str(events))
    most = max(counts.values(), default=1)
    found = sorted({year for _, year in counts})
    years = [str(year) for year in range(int(found[0]), int(found[-1]) + 1)] if found else []
    lines = [
        TopicYears(
            code,
            name,
            tuple(
                (events := counts.get((code, year), 0), shade_of(events, most)) for year in years
            ),
        )
        for code, name in names.items()
    ]
    return years, sorted(lines, key=lambda line: -line.total)


def shade_of(number: int, most: int) -> int:
    """Return 0 for none, else 1 … SHADES by fifths of the most.

    >>> [shade_of(number, 10) for number in (0, 1, 2, 3, 10)]
    [0, 1, 1, 2, 5]
    """
    return -(-SHADES * number // most) if number else 0
