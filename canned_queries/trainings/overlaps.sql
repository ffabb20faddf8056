/* ---
title:
  uk: Перетини — ту саму громаду вчать того самого
  en: Overlaps
question:
  uk: Де різні проєкти навчали ту саму громаду тієї самої теми майже водночас?
  en: Where did different projects train the same hromada on the same topic at nearly the same time?
reads:
  uk: >-
    Один рядок — громада й тема, якої її навчали різні проєкти заходами, що почалися не далі ніж за
    вказане число днів один від одного. Спільний захід двох проєктів перетином не є, як і спільний
    захід разом з окремим заходом одного з них. Перетин — привід для розмови, а не помилка: заходи
    могли бути для різних людей, тож поруч сказано, чи збігається аудиторія. Показано стільки
    перетинів, скільки обрано, найближчі в часі спершу; усі до одного — у файлі, якщо обрати
    більше число, або на сторінці, якщо обрати область чи тему.
  en: >-
    One row is a hromada and a topic that different projects taught it by events that began no more
    than the given number of days apart. A joint event of two projects is no overlap, nor is a joint
    event beside one of either of them. An overlap is a reason to talk and no mistake: the events
    may have been for different people, so the audiences are compared. As many overlaps
    are shown as is chosen, the nearest in time first; all of them are in the file where a larger
    number is chosen, or on the page for an oblast or a topic.
says:
  uk: "Перетинів у відповіді: {rows}; громад: {distinct.hromada_code}, тем: {distinct.topic_code}."
  en: "Overlaps in the answer: {rows}; hromadas: {distinct.hromada_code}, topics: {distinct.topic_code}."
group: coordinator
params:
  days: {label: {uk: 'Не далі, днів', en: 'Days apart, at most'}, type: number, default: 90, min: 0, max: 1825}
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
  oblast:
    label: {uk: Область, en: Oblast}
    type: choice
    choices: oblasts
    default: ''
    blank: {uk: Усі області, en: All oblasts}
  topic:
    label: {uk: Тема, en: Topic}
    type: choice
    choices: topics
    default: ''
    blank: {uk: Усі теми, en: All topics}
  at_most: {label: {uk: Не більше рядків, en: Rows at most}, type: number, default: 100, min: 1, max: 100000}
columns:
  hromada: {uk: Громада, en: Hromada}
  oblast: {uk: Область, en: Oblast}
  topic: {uk: Тема, en: Topic}
  projects: {uk: Проєкти, en: Projects}
  events: {uk: Заходів, en: Events}
  first_date: {uk: Перший, en: First}
  last_date: {uk: Останній, en: Last}
  fewest_days: {uk: Найменше днів між ними, en: Fewest days between}
  same_audience: {uk: Та сама аудиторія, en: Same audience}
  training_ids: {uk: Записи, en: Records}
  hromada_code: {uk: Код громади, en: Hromada code}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  topic_code: {uk: Код теми, en: Topic code, hidden: true}
  project_codes: {uk: Коди проєктів, en: Project codes, hidden: true}
  latitude: {uk: Широта, en: Latitude, hidden: true}
  longitude: {uk: Довгота, en: Longitude, hidden: true}
show: [table, map, chart]
chart: {mark: bar, x: topic, y: events, color: oblast}
example: {days: 1200}
--- */
with
-- What is not a whole number is taken for the default.
chosen as (
  select
    case when :days glob '[0-9]*' and :days not glob '*[^0-9]*'
      then min(cast(:days as integer), 1825) else 90 end as days,
    case when :at_most glob '[1-9]*' and :at_most not glob '*[^0-9]*'
      then min(cast(:at_most as integer), 100000) else 100 end as at_most,
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
-- The summary tells how near the nearest two are; the quarters of both have to be asked for.
closest as (
  select hromada_id, topic_code, min(fewest_days) as fewest_days
  from nearest_event
  where earlier_quarter_code >= (select from_quarter from chosen)
    and quarter_code <= (select to_quarter from chosen)
    and (:topic = '' or topic_code = :topic)
    and (:oblast = '' or hromada_id in (
      select hromada_id from hromada where oblast_code = :oblast))
  group by hromada_id, topic_code
  having min(fewest_days) <= (select days from chosen)),
-- Names are put in order once, and not for each overlap.
hromada_order as materialized (
  select hromada_id, rank() over (order by oblast_name, hromada_label) as hromada_place
  from hromada join oblast using (oblast_code)),
topic_order as materialized (
  select topic_code, rank() over (order by topic_name) as topic_place from topic),
-- Putting them together costs most, so that only as many are as are asked for.
listed as materialized (
  select row_number() over () as place, nearest.*
  from (
    select hromada_id, topic_code, fewest_days
    from closest join hromada_order using (hromada_id) join topic_order using (topic_code)
    order by fewest_days, hromada_place, topic_place
    limit (select at_most from chosen)) as nearest),
-- The events of these hromadas, or, which are fewer, those of the topic.
named as (
  select hromada_id, topic_code, training_id
  from (select distinct hromada_id from listed)
  cross join training_hromada using (hromada_id)
  cross join training_topic using (training_id)
  where :topic = ''
  union all
  select hromada_id, topic_code, training_id
  from training_topic cross join training_hromada using (training_id)
  where topic_code = nullif(:topic, '')),
taught as materialized (
  select place, training.training_id, training.start_date,
    cast(julianday(training.start_date) as integer) as day,
    exists (
      select 1 from training_audience
      where training_audience.training_id = training.training_id) as has_audience
  from named cross join listed using (hromada_id, topic_code)
  cross join training using (training_id)
  where is_counted
    and quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)
    and exists (
      select 1 from training_project
      where training_project.training_id = training.training_id)),
pairs as materialized (
  select place, a.training_id as first_id, b.training_id as second_id,
    a.has_audience and b.has_audience as is_comparable
  from chosen cross join taught as a cross join taught as b using (place)
  where b.day between a.day and a.day + days
    and (a.day, a.training_id) < (b.day, b.training_id)
    and not exists (
      select 1 from training_project as one join training_project as other using (project_code)
      where one.training_id = a.training_id and other.training_id = b.training_id)),
-- Do two of the events share an audience? Of some it is not known whom they were for.
overlap as materialized (
  select place, not min(is_comparable) as is_unsure,
    max(is_comparable and exists (
      select 1 from training_audience as one
      join training_audience as other using (audience_code)
      where one.training_id = first_id and other.training_id = second_id)) as shares_audience
  from pairs group by place),
events as materialized (
  select place, first_id as training_id from pairs union select place, second_id from pairs),
evidence as materialized (
  select place, count(*) as events, min(start_date) as first_date,
    max(start_date) as last_date, group_concat(training_id, '; ') as training_ids
  from (
    select place, training_id, start_date from events join taught using (place, training_id)
    order by place, start_date, training_id)
  group by place),
teachers as materialized (
  select place, group_concat(project_name, '; ') as projects,
    group_concat(project_code, ';') as project_codes
  from (
    select distinct place, project_code, project_name
    from events cross join training_project using (training_id) join project using (project_code)
    order by place, project_name)
  group by place),
final as (
  select
    hromada_label as hromada,
    oblast_name as oblast,
    topic_name as topic,
    projects,
    events,
    first_date,
    last_date,
    fewest_days,
    case when shares_audience then 'так' when is_unsure then 'невідомо' else 'ні' end
      as same_audience,
    training_ids,
    hromada_code,
    hromada.oblast_code,
    topic_code,
    project_codes,
    hromada.latitude,
    hromada.longitude
  from listed
  join overlap using (place)
  join evidence using (place)
  join teachers using (place)
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  join topic using (topic_code)
  order by place)
select * from final
