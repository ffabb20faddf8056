/* ---
title:
  uk: Що отримала громада
  en: What a hromada received
question:
  uk: Яких навчань була ця громада учасницею?
  en: Which trainings did this hromada take part in?
reads:
  uk: >-
    Тут заходи, що відбулися й назвали громаду поміж учасниць. Заходи для всього району, області чи
    країни сюди не входять: чи були на них люди громади, невідомо. Учасники — усі, з усіх громад
    заходу: поділити їх між громадами не можна. Медіана області значить, що половина її громад має не
    більше заходів, а половина — не менше.
  en: >-
    These are the trainings held that name the hromada. Those for a whole raion, oblast or the
    country are not here: whether its people came is not known. Participants are those of all
    hromadas of the event and cannot be split. A median says that half of the hromadas have no more
    events and half no fewer.
says:
  uk: "{first.hromada}: заходів — {rows}; медіана району — {first.raion_median}, області — {first.oblast_median}, країни — {first.country_median}. Останній почався {first.start_date}."
  en: "{first.hromada}: {rows} events; the median of the raion is {first.raion_median}, of the oblast {first.oblast_median}, of the country {first.country_median}. The last began on {first.start_date}."
group: hromada
params:
  hromada:
    label: {uk: Громада, en: Hromada}
    type: choice
    choices: hromadas
    default: ''
    blank: {uk: 'Та, у якої заходів найбільше', en: The one with most events}
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  start_date: {uk: Початок, en: Start}
  title: {uk: Назва, en: Title}
  topics: {uk: Теми, en: Topics}
  projects: {uk: Проєкти, en: Projects}
  format: {uk: Формат, en: Format}
  audiences: {uk: Аудиторії, en: Audiences}
  participants_total: {uk: Учасників, en: Participants}
  other_hromadas: {uk: Інших громад, en: Other hromadas}
  url: {uk: Сторінка заходу, en: Page of the event}
  training_id: {uk: Запис, en: Record, hidden: true}
  hromada: {uk: Громада, en: Hromada, hidden: true}
  hromada_code: {uk: Код громади, en: Hromada code, hidden: true}
  quarter_code: {uk: Код кварталу, en: Quarter code, hidden: true}
  topic_codes: {uk: Коди тем, en: Topic codes, hidden: true}
  project_codes: {uk: Коди проєктів, en: Project codes, hidden: true}
  audience_codes: {uk: Коди аудиторій, en: Audience codes, hidden: true}
  format_code: {uk: Код формату, en: Format code, hidden: true}
  raion_median: {uk: Медіана району, en: Median of the raion, hidden: true}
  oblast_median: {uk: Медіана області, en: Median of the oblast, hidden: true}
  country_median: {uk: Медіана країни, en: Median of the country, hidden: true}
show: [table]
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
received as (
  select hromada_id, sum(events) as events
  from chosen join hromada_quarter on quarter_code between from_quarter and to_quarter
  group by hromada_id),
asked as (
  select * from hromada where hromada_id = iif(:hromada = '',
    (select hromada_id from received join hromada using (hromada_id)
     order by events desc, hromada_code limit 1),
    (select hromada_id from hromada where hromada_code = :hromada))),
peers as (
  select hromada.raion_code, hromada.oblast_code, coalesce(events, 0) as events
  from hromada left join received using (hromada_id)
  where is_counted),
-- The median: the middle one of the ordered numbers, or the mean of the middle two.
medians as materialized (
  select
    (select avg(events) from (
       select events, row_number() over (order by events) as place, count(*) over () as n
       from peers where raion_code = asked.raion_code)
     where place in ((n + 1) / 2, (n + 2) / 2)) as raion_median,
    (select avg(events) from (
       select events, row_number() over (order by events) as place, count(*) over () as n
       from peers where oblast_code = asked.oblast_code)
     where place in ((n + 1) / 2, (n + 2) / 2)) as oblast_median,
    (select avg(events) from (
       select events, row_number() over (order by events) as place, count(*) over () as n
       from peers)
     where place in ((n + 1) / 2, (n + 2) / 2)) as country_median
  from asked),
final as (
  select
    training.start_date,
    training.title,
    (select group_concat(topic_name, '; ') from (
       select topic_name from training_topic join topic using (topic_code)
       where training_id = training.training_id order by is_primary desc, topic_code)) as topics,
    (select group_concat(project_name, '; ') from training_project join project
     using (project_code) where training_id = training.training_id) as projects,
    format_name as format,
    (select group_concat(audience_name, '; ') from training_audience join audience
     using (audience_code) where training_id = training.training_id) as audiences,
    training.participants_total,
    (select count(*) - 1 from training_hromada
     where training_id = training.training_id) as other_hromadas,
    training.url,
    training.training_id,
    hromada_label as hromada,
    hromada_code,
    training.quarter_code,
    (select group_concat(topic_code, ';') from (
       select topic_code from training_topic
       where training_id = training.training_id order by is_primary desc, topic_code)) as topic_codes,
    (select group_concat(project_code, ';') from training_project
     where training_id = training.training_id) as project_codes,
    (select group_concat(audience_code, ';') from training_audience
     where training_id = training.training_id) as audience_codes,
    training.format_code,
    raion_median,
    oblast_median,
    country_median
  from asked cross join medians cross join chosen
  -- Not a join: SQLite would read all trainings for a filter before it.
  join training on training.training_id in (
    select training_id from training_hromada where hromada_id = asked.hromada_id)
    and training.quarter_code between from_quarter and to_quarter
  left join format using (format_code)
  where training.is_counted
  order by training.start_date desc, training.training_id desc)
select * from final
