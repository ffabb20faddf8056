/* ---
title:
  uk: Новачки — громади, до яких прийшли вперше
  en: Newcomers
question:
  uk: До яких громад за ці квартали навчання прийшло вперше й хто з ним прийшов?
  en: Which hromadas did training reach for the first time in these quarters, and who brought it?
reads:
  uk: >-
    Тут громади з числа 1 469, перший захід яких у базі відбувся за обраний час. Проєкт і тему
    добирають за цим першим заходом; якщо першого дня їх було кілька, показано один. База починається
    з IV кварталу 2020 року: що було раніше, вона не знає. Давніший захід міг не потрапити до бази,
    якщо звіт не надійшов або громади в ньому не названо. Заходи для всього району, області чи країни
    не рахують.
  en: >-
    These are the hromadas of the 1,469 whose first event in the database was held in the window.
    Project and topic are those of that first event; where there were several on the first day one is
    shown. The database begins with Q4 2020 and knows nothing of earlier years. An earlier event may
    be unknown where a report is missing or names no hromada. Events for a whole raion, oblast or the
    country are not counted.
says:
  uk: "Громад, до яких навчання прийшло вперше: {rows}, в областях: {distinct.oblast_code}. Остання з них — {first.hromada}, {first.first_date}."
  en: "Hromadas reached for the first time: {rows}, in {distinct.oblast_code} oblasts; the latest is {first.hromada_code}, {first.first_date}."
group: ministry
params:
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
  oblast:
    label: {uk: Область, en: Oblast}
    type: choice
    choices: oblasts
    default: ''
    blank: {uk: Усі області, en: All oblasts}
  project:
    label: {uk: Проєкт, en: Project}
    type: choice
    choices: projects
    default: ''
    blank: {uk: Усі проєкти, en: All projects}
  topic:
    label: {uk: Тема, en: Topic}
    type: choice
    choices: topics
    default: ''
    blank: {uk: Усі теми, en: All topics}
columns:
  hromada: {uk: Громада, en: Hromada}
  raion: {uk: Район, en: Raion}
  oblast: {uk: Область, en: Oblast}
  first_date: {uk: Перший захід, en: First event}
  title: {uk: Назва, en: Title}
  projects: {uk: Проєкти, en: Projects}
  topics: {uk: Теми, en: Topics}
  days_since_start: {uk: Днів від початку, en: Days since the start}
  hromada_code: {uk: Код громади, en: Hromada code}
  raion_code: {uk: Код району, en: Raion code, hidden: true}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  training_id: {uk: Запис, en: Record, hidden: true}
  project_codes: {uk: Коди проєктів, en: Project codes, hidden: true}
  topic_codes: {uk: Коди тем, en: Topic codes, hidden: true}
  latitude: {uk: Широта, en: Latitude, hidden: true}
  longitude: {uk: Довгота, en: Longitude, hidden: true}
show: [table, map]
example: {from_quarter: 2022-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
newcomer as materialized (
  select hromada_id, min(first_date) as start_date
  from hromada cross join hromada_quarter using (hromada_id)
  where is_counted and (:oblast = '' or oblast_code = :oblast)
  group by hromada_id
  having min(quarter_code) between
    (select from_quarter from chosen) and (select to_quarter from chosen)),
-- From the days that are the first of somebody, of which there are few. The rows of `training`
-- are wide: only those that fit are read.
first_event as materialized (
  select hromada_id, newcomer.start_date, min(training_id) as training_id
  from (select distinct start_date from newcomer)
  cross join training as dated using (start_date)
  cross join training_hromada using (training_id)
  cross join newcomer using (hromada_id, start_date)
  cross join training using (training_id)
  where training.is_counted
    and (:project = '' or training_id in (
      select training_id from training_project where project_code = :project))
    and (:topic = '' or training_id in (
      select training_id from training_topic where topic_code = :topic))
  group by hromada_id),
-- One event may be the first of many.
described as materialized (
  select training_id, title,
    (select group_concat(project_name, '; ') from training_project join project
     using (project_code) where training_id = training.training_id) as projects,
    (select group_concat(topic_name, '; ') from (
       select topic_name from training_topic join topic using (topic_code)
       where training_id = training.training_id order by is_primary desc, topic_code)) as topics,
    (select group_concat(project_code, ';') from training_project
     where training_id = training.training_id) as project_codes,
    (select group_concat(topic_code, ';') from (
       select topic_code from training_topic
       where training_id = training.training_id order by is_primary desc, topic_code)) as topic_codes
  from training where training_id in (select training_id from first_event)),
final as (
  select
    hromada_label as hromada,
    raion_name as raion,
    oblast_name as oblast,
    first_event.start_date as first_date,
    title,
    projects,
    topics,
    cast(julianday(first_event.start_date) - julianday((
      select min(start_date) from quarter where quarter_code >= from_quarter)) as integer)
      as days_since_start,
    hromada_code,
    hromada.raion_code,
    hromada.oblast_code,
    first_event.training_id,
    project_codes,
    topic_codes,
    hromada.latitude,
    hromada.longitude
  from chosen cross join first_event
  join described using (training_id)
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  left join raion using (raion_code)
  order by first_date desc, oblast_name, hromada_label)
select * from final
