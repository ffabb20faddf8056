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
    могли бути для різних людей, тож поруч сказано, чи збігається аудиторія.
  en: >-
    One row is a hromada and a topic that different projects taught it by events that began no more
    than the given number of days apart. A joint event of two projects is no overlap, nor is a joint
    event beside one of either of them. An overlap is a reason to talk and no mistake: the events
    may have been for different people, so the audiences are compared.
says:
  uk: "Перетинів: {rows}; громад: {distinct.hromada_code}, тем: {distinct.topic_code}."
  en: "Overlaps: {rows}; hromadas: {distinct.hromada_code}, topics: {distinct.topic_code}."
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
chosen as (
  select
    coalesce(nullif(:days, ''), 90) + 0 as days,
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
taught as (
  select hromada_id, training_topic.topic_code, training.training_id, start_date
  from chosen
  join training on quarter_code between from_quarter and to_quarter
  join training_hromada using (training_id)
  join training_topic using (training_id)
  where training.is_counted
    and training_id in (select training_id from training_project)
    and (:topic = '' or training_topic.topic_code = :topic)
    and (:oblast = '' or hromada_id in (
      select hromada_id from hromada where oblast_code = :oblast))),
pairs as (
  select a.hromada_id, a.topic_code, a.training_id as first_id, b.training_id as second_id,
    julianday(b.start_date) - julianday(a.start_date) as days_between
  from chosen cross join taught as a
  join taught as b using (hromada_id, topic_code)
  where (a.start_date, a.training_id) < (b.start_date, b.training_id)
    and julianday(b.start_date) - julianday(a.start_date) <= days
    and not exists (
      select 1 from training_project as one join training_project as other using (project_code)
      where one.training_id = a.training_id and other.training_id = b.training_id)),
-- Two events share an audience, do not, or (null) one of them does not say whom it was for.
compared as (
  select pairs.*,
    case
      when exists (
        select 1 from training_audience as one
        join training_audience as other using (audience_code)
        where one.training_id = first_id and other.training_id = second_id) then 1
      when exists (select 1 from training_audience where training_id = first_id)
        and exists (select 1 from training_audience where training_id = second_id) then 0
    end as shares_audience
  from pairs),
events as (
  select hromada_id, topic_code, first_id as training_id from pairs
  union select hromada_id, topic_code, second_id from pairs),
overlap as (
  select hromada_id, topic_code, cast(min(days_between) as integer) as fewest_days,
    max(shares_audience) as shares_audience, count(*) > count(shares_audience) as is_unsure
  from compared group by hromada_id, topic_code),
evidence as (
  select hromada_id, topic_code, count(*) as events, min(start_date) as first_date,
    max(start_date) as last_date, group_concat(training_id, '; ') as training_ids
  from (select hromada_id, events.topic_code, training_id, start_date
    from events join training using (training_id) order by start_date, training_id)
  group by hromada_id, topic_code),
teachers as (
  select hromada_id, topic_code, group_concat(project_name, '; ') as projects,
    group_concat(project_code, ';') as project_codes
  from (select distinct hromada_id, topic_code, project_code, project_name
    from events join training_project using (training_id) join project using (project_code)
    order by project_name)
  group by hromada_id, topic_code),
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
    case when shares_audience = 1 then 'так' when is_unsure then 'невідомо' else 'ні' end
      as same_audience,
    training_ids,
    hromada_code,
    hromada.oblast_code,
    topic_code,
    project_codes,
    hromada.latitude,
    hromada.longitude
  from overlap
  join evidence using (hromada_id, topic_code)
  join teachers using (hromada_id, topic_code)
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  join topic using (topic_code)
  order by fewest_days, oblast_name, hromada_label, topic_name)
select * from final
