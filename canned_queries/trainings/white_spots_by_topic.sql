/* ---
title:
  uk: Білі плями за темами
  en: White spots by topic
question:
  uk: Яких тем за ці квартали не навчали громаду?
  en: Which topics was a hromada not trained on in these quarters?
reads:
  uk: >-
    Тут громади з числа 1 469, у яких за обраний час не було заходу хоч з однієї теми. Якщо до бази
    внесено потреби в темах, ідеться лише про теми, на які є потреба, інакше — про всі. «Усі теми»
    значить, що не було жодної з них. Захід із двома темами рахують у кожній. Останній захід — на
    будь-яку тему, не пізніше за обраний час. Чого відповідь не каже: чи ця тема громаді потрібна, чи
    були її люди на заході для всієї області або країни, чи не бракує звіту, де громаду названо, і про
    що були заходи, теми яких не вказано.
  en: >-
    These are the hromadas of the 1,469 that lack a training on at least one topic in the window.
    Where needs of topics are given only topics with a need are looked at, otherwise all. "All topics" says that none was taught. An event of two topics counts under both. The last event
    is of any topic, no later than the window. What the answer does not say: whether the hromada
    needs the topic, whether its people were at an event for the whole oblast or country, whether a
    report that names it is missing, and what events without a topic were about.
says:
  uk: "Громад, яких не навчали хоч однієї з обраних тем: {rows}, областей: {distinct.oblast_code}. Із них не мали за цей час жодного навчання: {sum.untaught}."
  en: "Hromadas not trained on at least one of the topics chosen: {rows}, oblasts: {distinct.oblast_code}. Of them without any training in this time: {sum.untaught}."
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
  hromada_type: {uk: Вид, en: Type}
  missing_topics: {uk: Скількох тем бракує, en: Topics missing}
  missing: {uk: Яких тем бракує, en: Which topics are missing}
  received_topics: {uk: Тем отримано, en: Topics received}
  last_date: {uk: Останній захід, en: Last event}
  hromada_code: {uk: Код громади, en: Hromada code}
  raion_code: {uk: Код району, en: Raion code, hidden: true}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  untaught: {uk: 'Жодної теми: 1 — так', en: 'No topic at all: 1 is yes', hidden: true}
  latitude: {uk: Широта, en: Latitude, hidden: true}
  longitude: {uk: Довгота, en: Longitude, hidden: true}
show: [table, map]
example: {from_quarter: 2021-Q1, topic: digital}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
-- The topic asked for; else those with a need; else all. The most needed goes first.
sought as (
  select topic_code from topic left join need using (topic_code)
  where case
    when :topic <> '' then topic_code = :topic
    else need_share > 0 or not exists (select 1 from need where need_share > 0)
  end),
looked_at as materialized (
  select topic_code, topic_name, topic_code in (select topic_code from sought) as is_sought
  from topic left join need using (topic_code)
  order by coalesce(need_share, 0) desc, topic_name),
lacking as (
  select hromada_id, (select count(*) from looked_at) - count(*) as received,
    (select count(*) from sought) - sum(is_sought) as received_sought,
    sum(is_sought) as missing,
    group_concat(iif(is_sought, topic_name, null), '; ') as missing_names
  from chosen cross join hromada cross join looked_at
  where is_counted and (:oblast = '' or oblast_code = :oblast)
    and not exists (
      select 1 from coverage
      where coverage.hromada_id = hromada.hromada_id
        and coverage.topic_code = looked_at.topic_code
        and quarter_code between from_quarter and to_quarter)
  group by hromada_id
  having sum(is_sought) > 0),
seen as materialized (
  select hromada_id, max(last_date) as last_date
  from hromada_quarter
  where quarter_code <= (select to_quarter from chosen)
  group by hromada_id),
final as (
  select
    hromada_label as hromada,
    raion_name as raion,
    oblast_name as oblast,
    hromada_type,
    lacking.missing as missing_topics,
    case when received_sought = 0 and lacking.missing > 1 then 'усі теми' else missing_names end
      as missing,
    received as received_topics,
    last_date,
    hromada_code,
    hromada.raion_code,
    hromada.oblast_code,
    received = 0 as untaught,
    hromada.latitude,
    hromada.longitude
  from lacking
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  left join raion using (raion_code)
  left join seen using (hromada_id)
  order by missing_topics desc, received_topics, oblast_name, hromada_label)
select * from final
