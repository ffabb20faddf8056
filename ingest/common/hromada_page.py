"""The page of a hromada: what it got, what it misses, and what its neighbours got.

The lists of events and of missing topics are the saved questions' own answers.
"""

from __future__ import annotations

HROMADA = """select hromada_id, hromada_code, hromada_label, hromada_name, hromada_type, is_counted,
  center_name, hromada.raion_code, raion_name, hromada.oblast_code, oblast_name, coord_quality,
  hromada.latitude, hromada.longitude
from hromada join oblast using (oblast_code)
left join raion on raion.raion_code = hromada.raion_code
where hromada_code = :hromada"""

NAMESAKES = """select hromada_code, hromada_label, raion_name, oblast_name
from hromada join oblast using (oblast_code)
left join raion on raion.raion_code = hromada.raion_code
where hromada_id in (
  select hromada_id from hromada where hromada_name = :name or hromada_label = :name
    or center_name = :name
  union select hromada_id from hromada_alias where alias = :name)
order by is_counted desc, oblast_name, hromada_label limit 20"""
"""Hromadas of a name: today's, a former one, or that of the centre; in any case of letters."""

OLD_NAMES = """select distinct alias from hromada_alias
where hromada_id = :hromada_id and kind = 'renamed' and alias like '%ська' order by alias"""

TOPICS = """select topic_code, topic_name, sum(events) as events
from coverage join topic using (topic_code)
where hromada_id = :hromada_id group by topic_code order by events desc, topic_name"""

MEDIANS = """with received as (
  select hromada.hromada_id, raion_code, oblast_code, coalesce(sum(events), 0) as events
  from hromada left join hromada_quarter using (hromada_id)
  where is_counted group by hromada.hromada_id),
ranked as (
  select 'raion' as area, events, row_number() over (order by events) as place,
    count(*) over () as n from received where raion_code = :raion_code
  union all select 'oblast', events, row_number() over (order by events), count(*) over ()
  from received where oblast_code = :oblast_code
  union all select 'country', events, row_number() over (order by events), count(*) over ()
  from received)
select avg(iif(area = 'raion', events, null)) as raion,
  avg(iif(area = 'oblast', events, null)) as oblast,
  avg(iif(area = 'country', events, null)) as country
from ranked where place in ((n + 1) / 2, (n + 2) / 2)"""
"""The median number of events of the raion's, the oblast's and all counted hromadas."""

NEIGHBOURS = """select hromada_code, hromada_label, coalesce(sum(events), 0) as events
from hromada left join hromada_quarter using (hromada_id)
where raion_code = :raion_code
group by hromada_id order by events desc, hromada_label"""
"""The hromadas of the raion, most events first; the hromada itself is one of them."""

WIDE = """select count(*) from training where is_counted and (scope_code = 'national'
  or training_id in (select training_id from training_oblast
    where is_whole and oblast_code = :oblast_code)
  or training_id in (select training_id from training_raion
    where is_whole and raion_code = :raion_code))"""
"""Trainings for the raion, the oblast or the country at large."""
