/* ---
title:
  uk: Чого громаді бракує
  en: What a hromada misses
question:
  uk: Яких тем ця громада не мала, хоча сусіди в області їх уже мають?
  en: Which topics has this hromada not had that others of its oblast have?
reads:
  uk: >-
    Один рядок — тема, з якої ця громада за обраний час не мала жодного заходу, а щонайменше вказана
    частка громад її області мала. Громади Криму, Київ і Севастополь порівняно з усіма 1 469.
    Проєкти — ті, що навчали цієї теми громади, з якими порівняно; останній захід — їхній.
    Відсутність теми не значить, що вона потрібна: громада могла навчитися раніше, на ширшому заході
    або з проєктом, який не відзвітував. Порожня відповідь значить, що жодної теми, поширеної в
    області настільки, громаді не бракує.
  en: >-
    One row is a topic on which this hromada had no event in the window while at least the given
    share of the hromadas of its oblast had. Hromadas of Crimea, Kyiv and Sevastopol are compared
    with all 1,469. The projects are those that taught the topic to the hromadas compared with, and
    the last event is theirs. That a topic was not had does not mean that it is needed: the hromada
    may have learnt it before, at a wider event or with a project that has not reported. An empty
    answer means that the hromada misses no topic that is so widely taught in the oblast.
says:
  uk: "{first.hromada}: бракує тем — {rows}. Найпоширеніша серед громад області, з якими порівняно: «{first.topic}» — її мали {first.received_percent} %."
  en: "{first.hromada} misses {rows} topics. The one most widely had where it is compared: {first.topic}, {first.received_percent} %."
group: hromada
params:
  hromada:
    label: {uk: Громада, en: Hromada}
    type: choice
    choices: hromadas
    default: ''
    blank: {uk: 'Та, якій бракує найбільше тем', en: The one that misses most topics}
  percent: {label: {uk: 'Тему мали щонайменше, % громад', en: 'Had by at least, % of hromadas'}, type: number, default: 20, min: 1, max: 100}
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  topic: {uk: Тема, en: Topic}
  received_percent: {uk: 'Мали її, % громад', en: 'Had it, % of hromadas'}
  neighbours: {uk: Сусіди в районі, en: Neighbours of the raion}
  neighbours_count: {uk: Скільки сусідів, en: How many neighbours}
  projects: {uk: Хто навчає, en: Who teaches it}
  last_date: {uk: Останній захід, en: Last event}
  title: {uk: Його назва, en: Its title}
  url: {uk: Його сторінка, en: Its page}
  topic_code: {uk: Код теми, en: Topic code}
  project_codes: {uk: Коди проєктів, en: Project codes, hidden: true}
  training_id: {uk: Запис, en: Record, hidden: true}
  received_hromadas: {uk: Мали її громад, en: Hromadas that had it, hidden: true}
  compared_hromadas: {uk: Громад у порівнянні, en: Hromadas compared, hidden: true}
  hromada: {uk: Громада, en: Hromada, hidden: true}
  hromada_code: {uk: Код громади, en: Hromada code, hidden: true}
  neighbour_codes: {uk: Коди сусідів, en: Codes of the neighbours, hidden: true}
show: [table]
example: {percent: 10}
--- */
with
-- What is not a whole number is taken for the default.
chosen as (
  select earliest.quarter_code as from_quarter, latest.quarter_code as to_quarter,
    case when :percent glob '[0-9]*' and :percent not glob '*[^0-9]*'
      then min(max(cast(:percent as integer), 1), 100) else 20 end as percent
  from quarter as earliest cross join quarter as latest
  where earliest.quarter_code =
      coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter))
    and latest.quarter_code =
      coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter))),
named as (select * from hromada where hromada_code = nullif(:hromada, '')),
-- Whom to compare with: the oblast, or all where the hromada asked for is not counted itself.
peers as (
  select hromada_id, hromada_code,
    case when exists (select 1 from named where not is_counted) then '' else oblast_code end
      as circle
  from hromada
  where is_counted
    and (:hromada = '' or exists (
      select 1 from named
      where not named.is_counted or named.oblast_code = hromada.oblast_code))),
circles as (select circle, count(*) as hromadas from peers group by circle),
-- Of each hromada the topics that it has not had. One look for each hromada and topic costs less
-- than reading all of their quarters.
lacking as materialized (
  select circle, hromada_id, topic_code
  from chosen cross join peers cross join topic
  where not exists (
    select 1 from coverage
    where coverage.hromada_id = peers.hromada_id and coverage.topic_code = topic.topic_code
      and coverage.quarter_code between from_quarter and to_quarter)),
widely as materialized (
  select circle, topic_code, hromadas - coalesce(lacks, 0) as received_hromadas,
    hromadas as compared_hromadas
  from circles cross join topic
  left join (
    select circle, topic_code, count(*) as lacks from lacking group by circle, topic_code) as without
    using (circle, topic_code)
  where 100 * (hromadas - coalesce(lacks, 0)) >= hromadas * (select percent from chosen)),
neediest as (
  select hromada_id
  from lacking cross join widely using (circle, topic_code)
  cross join hromada using (hromada_id)
  where :hromada = ''
  group by hromada_id order by count(*) desc, hromada_code limit 1),
asked as (
  select hromada_id, hromada_code, hromada_label, raion_code,
    iif(is_counted, oblast_code, '') as circle
  from hromada
  where hromada_id in (
    select hromada_id from named union all select hromada_id from neediest)),
missed as (
  select asked.*, topic_code, received_hromadas, compared_hromadas, from_quarter, to_quarter
  from chosen cross join asked join widely using (circle)
  where not exists (
    select 1 from coverage
    where coverage.hromada_id = asked.hromada_id and coverage.topic_code = widely.topic_code
      and quarter_code between from_quarter and to_quarter)),
neighbours as (
  select topic_code, count(*) as hromadas,
    group_concat(iif(place <= 5, hromada_label, null), '; ') as names,
    group_concat(iif(place <= 5, hromada_code, null), ';') as codes
  from (
    select topic_code, hromada.hromada_label, hromada.hromada_code,
      row_number() over (
        partition by topic_code order by hromada.hromada_label, hromada.hromada_code) as place
    from missed join hromada using (raion_code)
    where hromada.hromada_id <> missed.hromada_id
      and exists (
        select 1 from coverage
        where coverage.hromada_id = hromada.hromada_id
          and coverage.topic_code = missed.topic_code
          and quarter_code between from_quarter and to_quarter)
    order by topic_code, place)
  group by topic_code),
-- The latest event that taught it to the hromadas compared with: down the dates until one fits,
-- from the last that the summary knows of where it is quickly found.
latest as materialized (
  select topic_code, (
    select by_date.training_id
    from training as by_date
    cross join training_topic on training_topic.topic_code = missed.topic_code
      and training_topic.training_id = by_date.training_id
    cross join training as event on event.training_id = by_date.training_id
    where by_date.start_date <= iif(circle = '',
        (select end_date from quarter where quarter_code = to_quarter),
        (select max(last_date) from peers cross join coverage using (hromada_id)
         where coverage.topic_code = missed.topic_code
           and coverage.quarter_code between from_quarter and to_quarter
           and peers.circle = missed.circle))
      and event.is_counted and event.quarter_code between from_quarter and to_quarter
      and exists (
        select 1 from training_hromada cross join hromada using (hromada_id)
        where training_hromada.training_id = by_date.training_id
          and hromada.is_counted and circle in ('', hromada.oblast_code))
    order by by_date.start_date desc, by_date.training_id desc limit 1) as training_id
  from missed),
teachers as (
  select topic_code, group_concat(project_name, '; ') as projects,
    group_concat(project_code, ';') as project_codes
  from (
    select distinct topic_code, project_code, project_name
    from missed cross join topic_project_oblast using (topic_code)
    join oblast using (oblast_code) join project using (project_code)
    where quarter_code between from_quarter and to_quarter and events > 0
      and (oblast_code = circle or circle = '' and counted_hromadas > 0)
    order by project_name, project_code)
  group by topic_code),
final as (
  select
    topic_name as topic,
    round(100.0 * received_hromadas / compared_hromadas, 1) as received_percent,
    neighbours.names as neighbours,
    coalesce(neighbours.hromadas, 0) as neighbours_count,
    projects,
    start_date as last_date,
    title,
    url,
    missed.topic_code,
    project_codes,
    training_id,
    received_hromadas,
    compared_hromadas,
    hromada_label as hromada,
    hromada_code,
    neighbours.codes as neighbour_codes
  from missed
  join topic on topic.topic_code = missed.topic_code
  join latest on latest.topic_code = missed.topic_code
  join training using (training_id)
  left join neighbours on neighbours.topic_code = missed.topic_code
  left join teachers on teachers.topic_code = missed.topic_code
  order by received_hromadas desc, topic_name, missed.topic_code)
select * from final
