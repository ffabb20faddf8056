/* ---
title:
  uk: Куди далі
  en: Where next
question:
  uk: У яких громадах наступні навчання найбільше вирівняють охоплення?
  en: In which hromadas would the next trainings even out coverage most?
reads:
  uk: >-
    Це порада, а не рішення. Громади з числа 1 469 стоять у такому порядку: спершу ті, де за
    обраний час не було жодного заходу з цієї теми; далі — де таких заходів найменше; за рівності —
    де від останнього з них минуло найбільше кварталів (до кінця обраного часу); далі — де менше
    заходів з усіх тем; далі — де більше мешканців, якщо число відоме; наостанок — за кодом КАТОТТГ.
    Тому відповідь завжди та сама. Жодні інші громади в такій самій кількості не
    зробили б розподіл цих заходів рівнішим (за індексом Гувера). Якщо теми не обрано, йдеться про будь-який захід. Порада не знає, чи потрібна тема громаді,
    чи туди безпечно їхати й чи не звітує хтось із запізненням: «не було» значить, що жоден отриманий
    звіт такого заходу не назвав. Заходи для району, області чи країни загалом громад не охоплюють.
  en: >-
    This is advice and not a decision. Hromadas of the 1,469 stand in this order: first those with
    no event on the topic in the window; then those with the fewest such events; if equal, those
    where most quarters have passed since the last of them (up to the end of the window); then those
    with fewer events of all topics; then those with more inhabitants, where the number is known;
    last, by KATOTTG code. So the answer is always the same. No other hromadas, as many
    of them, would make these events more even (by the Hoover index). With no topic chosen any event counts. The advice does not know whether the
    hromada needs the topic, whether it is safe to go there, or whose report is late: none means
    that no report received names such an event. Events for a raion, an oblast or the country at
    large cover no hromada.
says:
  uk: "Охоплено {first.covered} із {first.all_hromadas} громад; після заходу в кожній із названих тут ({rows}) буде {first.covered_after}. Перша — {first.hromada}: {first.reason}."
  en: "Covered: {first.covered} of {first.all_hromadas} hromadas; after an event in each of those listed here ({rows}) it would be {first.covered_after}. The first is {first.hromada}."
group: ministry
params:
  topic:
    label: {uk: Тема, en: Topic}
    type: choice
    choices: topics
    default: ''
    blank: {uk: Будь-яка тема, en: Any topic}
  places: {label: {uk: Скільки громад, en: How many hromadas}, type: number, default: 10, min: 1, max: 100}
  oblast:
    label: {uk: Область, en: Oblast}
    type: choice
    choices: oblasts
    default: ''
    blank: {uk: Усі області, en: All oblasts}
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  place: {uk: Черга, en: Place}
  hromada: {uk: Громада, en: Hromada}
  raion: {uk: Район, en: Raion}
  oblast: {uk: Область, en: Oblast}
  reason: {uk: Чому, en: Why}
  events: {uk: Заходів з усіх тем, en: Events of all topics}
  topic_events: {uk: Заходів із цієї теми, en: Events of the topic}
  last_date: {uk: Останній із цієї теми, en: Last of the topic}
  quarters_since: {uk: Кварталів відтоді, en: Quarters since}
  population: {uk: Мешканців, en: Inhabitants}
  hromada_code: {uk: Код громади, en: Hromada code}
  raion_code: {uk: Код району, en: Raion code, hidden: true}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  last_quarter_code: {uk: Код останнього кварталу, en: Code of the last quarter, hidden: true}
  covered: {uk: Охоплено громад, en: Hromadas covered, hidden: true}
  covered_after: {uk: Буде охоплено, en: Would be covered, hidden: true}
  all_hromadas: {uk: Усіх громад, en: All hromadas, hidden: true}
  latitude: {uk: Широта, en: Latitude, hidden: true}
  longitude: {uk: Довгота, en: Longitude, hidden: true}
show: [table, map]
example: {topic: budget, places: 10}
--- */
with
-- What is not a whole number is taken for the default.
chosen as (
  select earliest.quarter_code as from_quarter, latest.quarter_code as to_quarter,
    case when :places glob '[0-9]*' and :places not glob '*[^0-9]*'
      then min(max(cast(:places as integer), 1), 100) else 10 end as places,
    iif(:topic = '', '', ' з цієї теми') as subject
  from quarter as earliest join quarter as latest
    on earliest.quarter_code <= latest.quarter_code
  where earliest.quarter_code =
      coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter))
    and latest.quarter_code =
      coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter))
    and (:topic = '' or :topic in (select topic_code from topic))),
received as (
  select hromada_id, sum(events) as events
  from chosen join hromada_quarter on quarter_code between from_quarter and to_quarter
  group by hromada_id),
-- The last event is looked for before the window too; events are counted in the window only.
taught as (
  select hromada_id, max(quarter_code) as last_quarter_code,
    sum(events * (quarter_code >= from_quarter)) as topic_events, max(last_date) as last_date
  from chosen join hromada_quarter on quarter_code <= to_quarter
  where :topic = '' group by hromada_id
  union all
  select hromada_id, max(quarter_code),
    sum(events * (quarter_code >= (select from_quarter from chosen))), max(last_date)
  from coverage
  where topic_code = nullif(:topic, '') and quarter_code <= (select to_quarter from chosen)
  group by hromada_id),
-- The order of the advice. A hromada without any event of the topic has no last quarter, and
-- nothing stands before any quarter.
queue as (
  select hromada_id, last_quarter_code, last_date, population,
    coalesce(received.events, 0) as events,
    coalesce(topic_events, 0) as topic_events,
    to_quarter, places, subject,
    sum(coalesce(topic_events, 0) > 0) over () as covered,
    count(*) over () as all_hromadas,
    row_number() over (
      order by coalesce(topic_events, 0), last_quarter_code, coalesce(received.events, 0),
        population desc, hromada_code) as place
  from chosen cross join hromada
  left join received using (hromada_id)
  left join taught using (hromada_id)
  left join population using (hromada_id)
  where is_counted and (:oblast = '' or oblast_code = :oblast)),
advised as (
  select queue.*, covered + sum(topic_events = 0) over () as covered_after,
    4 * (substr(to_quarter, 1, 4) - substr(last_quarter_code, 1, 4))
      + substr(to_quarter, 7) - substr(last_quarter_code, 7) as quarters_since
  from queue where place <= places),
final as (
  select
    place,
    hromada_label as hromada,
    raion_name as raion,
    oblast_name as oblast,
    case
      when last_quarter_code is null then 'тут ще не було жодного заходу' || subject
      when quarters_since = 0
        then 'останній захід' || subject || ' був в останньому з обраних кварталів'
      else 'від останнього заходу' || subject
        || case
          when quarters_since % 10 = 1 and quarters_since % 100 <> 11
            then ' минув ' || quarters_since || ' квартал'
          when quarters_since % 10 in (2, 3, 4) and quarters_since % 100 not in (12, 13, 14)
            then ' минуло ' || quarters_since || ' квартали'
          else ' минуло ' || quarters_since || ' кварталів'
        end
    end as reason,
    events,
    topic_events,
    last_date,
    quarters_since,
    population,
    hromada_code,
    hromada.raion_code,
    hromada.oblast_code,
    last_quarter_code,
    covered,
    covered_after,
    all_hromadas,
    hromada.latitude,
    hromada.longitude
  from advised
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  left join raion using (raion_code)
  order by place)
select * from final
