/* ---
title:
  uk: Хто тут уже працює
  en: Who already works here
question:
  uk: Які проєкти вже навчали цю громаду або цей район?
  en: Which projects have trained this hromada or this raion?
reads:
  uk: >-
    Один рядок — проєкт, заходи якого назвали цю громаду, а для району — хоч одну його громаду. Якщо
    обрано і громаду, і район, відповідь — про громаду. Захід для кількох громад району рахують раз.
    Заходи для району, області чи країни загалом сюди не входять: чи були на них люди громади,
    невідомо. Немає тут і заходів, у яких проєкту не названо. Спільний захід є в рядку кожного зі
    своїх проєктів. Проєкт, якого тут немає, міг працювати, але не відзвітувати.
  en: >-
    One row is a project whose events name this hromada or, for a raion, any hromada of it. Where
    both are chosen the answer is of the hromada. An event for several hromadas of the raion counts
    once. Events for a raion, an oblast or the country at large are not here: whether people of the
    hromada came is not known. Nor are events that name no project. A joint event stands in the rows
    of each of its projects. A project that is not here may have worked and not reported.
says:
  uk: "{first.place}: проєктів — {rows}. Найбільше заходів має {first.project}: {first.events}, останній почався {first.last_date}."
  en: "{first.place}: {rows} projects. Most events: {first.project}, {first.events}; the last began on {first.last_date}."
group: coordinator
params:
  hromada:
    label: {uk: Громада, en: Hromada}
    type: choice
    choices: hromadas
    default: ''
    blank: {uk: '—', en: '—'}
  raion:
    label: {uk: Або весь район, en: Or a whole raion}
    type: choice
    choices: raions
    default: ''
    blank: {uk: '—', en: '—'}
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  project: {uk: Проєкт, en: Project}
  topics: {uk: Теми, en: Topics}
  events: {uk: Заходів, en: Events}
  hromadas: {uk: Громад охоплено, en: Hromadas reached}
  first_date: {uk: Перший захід, en: First event}
  last_date: {uk: Останній захід, en: Last event}
  url: {uk: Сторінка проєкту, en: Page of the project}
  training_ids: {uk: 'Записи, до 10 останніх', en: 'Records, the last 10 at most'}
  project_code: {uk: Код проєкту, en: Project code}
  topic_codes: {uk: Коди тем, en: Topic codes, hidden: true}
  place: {uk: Місце, en: Place, hidden: true}
  place_code: {uk: Код місця, en: Place code, hidden: true}
  place_hromadas: {uk: Громад у цьому місці, en: Hromadas of the place, hidden: true}
show: [table]
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select earliest.quarter_code as from_quarter, latest.quarter_code as to_quarter
  from quarter as earliest cross join quarter as latest
  where earliest.quarter_code =
      coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter))
    and latest.quarter_code =
      coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter))),
busiest as (
  select hromada_id
  from chosen
  join hromada_quarter on quarter_code between from_quarter and to_quarter
  join hromada using (hromada_id)
  where :hromada = '' and :raion = ''
  group by hromada_id order by sum(events) desc, hromada_code limit 1),
asked as (
  select hromada_id, hromada_label as place, hromada_code as place_code, 1 as place_hromadas
  from hromada where hromada_code = nullif(:hromada, '')
  union all
  select hromada_id, hromada_label, hromada_code, 1 from busiest join hromada using (hromada_id)
  union all
  select hromada_id, raion_name || ', ' || oblast_name, raion_code, count(*) over ()
  from hromada join raion using (raion_code) join oblast on oblast.oblast_code = raion.oblast_code
  where :hromada = '' and raion_code = nullif(:raion, '')),
-- An event for several of the hromadas is looked up once.
taught as materialized (
  select training_project.project_code, training.training_id, training.start_date
  from (select distinct training_id from asked cross join training_hromada using (hromada_id))
  cross join training using (training_id)
  cross join training_project using (training_id)
  where training.is_counted
    and quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)),
reached as (
  select project_code, count(distinct hromada_id) as hromadas
  from asked cross join hromada_project_quarter using (hromada_id)
  where quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)
  group by project_code),
presence as (
  select project_code, count(*) as events, min(start_date) as first_date,
    max(start_date) as last_date
  from taught group by project_code),
subjects as (
  select project_code, group_concat(topic_name, '; ') as topics,
    group_concat(topic_code, ';') as topic_codes
  from (
    select project_code, topic_code, topic_name
    from (
      select distinct project_code, topic_code
      from taught cross join training_topic using (training_id))
    join topic using (topic_code)
    order by topic_name, topic_code)
  group by project_code),
latest as (
  select project_code, group_concat(training_id, '; ') as training_ids
  from (
    select project_code, training_id,
      row_number() over (
        partition by project_code order by start_date desc, training_id desc) as place
    from taught
    order by project_code, place)
  where place <= 10 group by project_code),
final as (
  select
    project_name as project,
    topics,
    events,
    hromadas,
    first_date,
    last_date,
    url,
    training_ids,
    project_code,
    topic_codes,
    place,
    place_code,
    place_hromadas
  from presence
  join reached using (project_code)
  join project using (project_code)
  cross join (select place, place_code, place_hromadas from asked limit 1)
  left join subjects using (project_code)
  join latest using (project_code)
  order by events desc, last_date desc, project_name, project_code)
select * from final
