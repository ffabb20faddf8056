"""What the pages of an event, a project and an oblast say beside the row itself.

Each is name → SQL; all take :key, the key of the row, and give rows in the order shown.
"""

from __future__ import annotations

_BESIDE = """select {noun}_code, {noun}_name
from training_{noun} join {noun} using ({noun}_code) where training_id = :key
order by {order}{noun}_name"""

EVENT = {
    "event": """select training.*, type_name, format_name,
  quarter_name, status_name, scope_name, file_name
from training join quarter on quarter.quarter_code = training.quarter_code
join status using (status_code) join scope using (scope_code)
join submission on submission.submission_id = training.submission_id
left join type using (type_code) left join format using (format_code)
where training_id = :key""",
    "hromadas": """select hromada_code, hromada_label, raion_name, oblast.oblast_code, oblast_name,
  hromada.latitude, hromada.longitude
from training_hromada join hromada using (hromada_id)
join oblast on oblast.oblast_code = hromada.oblast_code
left join raion on raion.raion_code = hromada.raion_code
where training_id = :key order by oblast_name, raion_name, hromada_label""",
    "areas": """select oblast_code, oblast_name from training_oblast join oblast using (oblast_code)
where training_id = :key and is_whole
union all select raion.oblast_code, raion_name || ', ' || oblast_name
from training_raion join raion using (raion_code)
join oblast on oblast.oblast_code = raion.oblast_code
where training_id = :key and is_whole order by 2""",
    "topics": _BESIDE.format(noun="topic", order="is_primary desc, "),
    "audiences": _BESIDE.format(noun="audience", order=""),
    "projects": _BESIDE.format(noun="project", order=""),
    "donors": _BESIDE.format(noun="donor", order=""),
    "organisers": """select organiser_name
from training_organiser join organiser using (organiser_id)
where training_id = :key order by organiser_name""",
    "same": """with told as (
  select coalesce(same_as_id, training_id) as first from training where training_id = :key)
select other.training_id, other.title, other.start_date, project_name
from training as other left join project on project.project_code = other.project_code
where other.training_id <> :key and other.training_id in (select first from told
  union select training_id from told join training on same_as_id = first)
order by other.training_id""",
    "remarks": """select problem_kind_name, severity, count(*) as places
from problem join problem_kind using (problem_kind_code) where training_id = :key
group by problem_kind_code order by severity, problem_kind_name""",
}
"""An event: what of it is in other tables, the same event told by others, remarks on its row."""

PROJECT = {
    "project": "select * from project where project_code = :key",
    "donors": """select donor_code, donor_name
from project_donor join donor using (donor_code) where project_code = :key order by donor_name""",
    "totals": """select sum(events) as events, (select count(distinct hromada_id)
  from hromada_project_quarter where project_code = :key) as hromadas,
  (select count(distinct oblast_code) from project_oblast_quarter where project_code = :key)
    as oblasts
from event_quarter where kind = 'project' and code = :key""",
    "missing": """select quarter_name from expected_report join quarter using (quarter_code)
where project_code = :key and report_status = 'missing' order by quarter_code""",
    "reports": """select sum(report_status <> 'missing') as received, count(*) as expected
from expected_report where project_code = :key""",
    "bars": """select quarter.quarter_code, quarter_name, coalesce(events, 0),
  coalesce((select sum(report_status = 'missing') from expected_report
    where project_code = :key and expected_report.quarter_code = quarter.quarter_code), 0)
from quarter left join event_quarter
  on event_quarter.quarter_code = quarter.quarter_code and kind = 'project' and code = :key
order by quarter.quarter_code""",
    "topics": """select topic_code, topic_name, sum(events) as events
from topic_share join topic using (topic_code) where kind = 'project' and code = :key
group by topic_code order by events desc, topic_name""",
    "shares": """select oblast_code, oblast_name, counted_hromadas,
  (select count(distinct hromada_id) from hromada_project_quarter
    join hromada using (hromada_id) where project_code = :key
      and hromada.oblast_code = oblast.oblast_code and is_counted) as reached
from oblast order by oblast_name""",
    "events": """select training_id, title, start_date, places, participants_total
from training_project join training using (training_id)
where training_project.project_code = :key and is_counted
order by start_date desc, title limit 20""",
    "files": """select submission.submission_id, file_name, quarter_name,
  rows_accepted, rows_rejected, (select count(*) from problem
    where problem.submission_id = submission.submission_id) as remarks
from expected_report
join submission on submission.submission_id = expected_report.submission_id
join quarter on quarter.quarter_code = expected_report.quarter_code
where project_code = :key order by quarter.quarter_code desc""",
}
"""A project: its reach, its topics, its reports; `bars` and `shares` are as in overview."""

OBLAST = {
    "oblast": "select * from oblast where oblast_code = :key",
    "totals": """select (select count(*) from training_oblast join training using (training_id)
  where training_oblast.oblast_code = :key and is_counted and not is_whole) as events,
  (select count(*) from training_oblast join training using (training_id)
  where training_oblast.oblast_code = :key and is_counted and is_whole) as wide_events""",
    "hromadas": """select hromada_code, hromada_label, coalesce(raion_name, '') as raion_name,
  hromada.latitude, hromada.longitude, is_counted,
  coalesce(sum(events), 0) as events, max(quarter_code) as last_quarter
from hromada left join raion using (raion_code) left join hromada_quarter using (hromada_id)
where hromada.oblast_code = :key group by hromada.hromada_id order by raion_name, hromada_label""",
    "topics": """select topic.topic_code, topic_name, coalesce(sum(events), 0) as events,
  (select count(distinct hromada_id) from coverage join hromada using (hromada_id)
    where coverage.topic_code = topic.topic_code and oblast_code = :key) as hromadas
from topic left join topic_share
  on topic_share.topic_code = topic.topic_code and kind = 'oblast' and code = :key
group by topic.topic_code order by events desc, topic_name""",
    "projects": """select project_code, project_name, sum(events) as events,
  sum(wide_events) as wide_events, max(last_date) as last_date
from project_oblast_quarter join project using (project_code) where oblast_code = :key
group by project_code order by events desc, project_name""",
    "events": """select training.training_id, title, start_date, places, participants_total
from training_oblast join training using (training_id)
where training_oblast.oblast_code = :key and is_counted
order by start_date desc, title limit 20""",
}
"""An oblast: its hromadas, reached or not, by raion; its topics and projects."""

PAGES = {"training": EVENT, "project": PROJECT, "oblast": OBLAST}
"""Table → what the page of one of its rows asks."""
