/* ---
title:
  uk: Зосередження — де заходів найбільше
  en: Concentration
question:
  uk: Які громади мають найбільше заходів і яка частка всіх заходів дісталася небагатьом?
  en: Which hromadas have most events, and what share of all went to a few?
reads:
  uk: >-
    Громади стоять від тієї, у якої заходів найбільше; без жодного заходу — не показано.
    «Громадо-заходи» — пари громада–захід: захід для п’яти громад дає п’ять. Частка з наростанням —
    скільки всіх громадо-заходів мають разом ця громада й усі вище за неї; поруч — яку частину громад
    вони становлять. Якби всім діставалося порівну, ці два числа були б однакові. Багато заходів не є
    вадою: громада може бути великою, прифронтовою або краще звітувати. Заходи для району, області чи
    країни загалом сюди не входять. Київ, Севастополь і Крим до 1 469 громад не входять.
  en: >-
    Hromadas stand from the one with most events; those with none are not shown. A hromada-event is
    a pair of a hromada and an event: an event for five hromadas gives five. The running share is
    what this hromada and all above it have together of all hromada-events; beside it is the part of
    the hromadas that they are. Were the events shared evenly the two would be equal. Many events
    are no fault: the hromada may be large, near the front or better reported. Events for a raion,
    an oblast or the country at large are not here. Kyiv, Sevastopol and Crimea are outside the 1,469.
says:
  uk: "Половину всіх громадо-заходів зосередила така частка громад: {first.half_percent} % ({first.half_hromadas} із {first.all_hromadas}). Найбільше заходів має {first.hromada}: {first.events}."
  en: "Half of all hromada-events went to {first.half_percent} % of the hromadas ({first.half_hromadas} of {first.all_hromadas}). Most events: {first.hromada}, {first.events}."
group: coordinator
params:
  at_most: {label: {uk: 'Громад, не більше', en: 'Hromadas, at most'}, type: number, default: 100, min: 1, max: 2000}
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
  rank: {uk: Місце, en: Rank}
  hromada: {uk: Громада, en: Hromada}
  oblast: {uk: Область, en: Oblast}
  events: {uk: Заходів, en: Events}
  donors: {uk: Донорів, en: Donors}
  projects: {uk: Проєктів, en: Projects}
  topics: {uk: Тем, en: Topics}
  share_percent: {uk: 'Частка громадо-заходів, %', en: 'Share of hromada-events, %'}
  cumulative_percent: {uk: 'Частка з наростанням, %', en: 'Running share, %'}
  cumulative_hromadas_percent: {uk: 'Це частка громад, %', en: 'Of the hromadas, %'}
  hromada_code: {uk: Код громади, en: Hromada code}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  all_events: {uk: Усіх громадо-заходів, en: All hromada-events, hidden: true}
  all_hromadas: {uk: Усіх громад, en: All hromadas, hidden: true}
  half_hromadas: {uk: Громад із половиною заходів, en: Hromadas with half of the events, hidden: true}
  half_percent: {uk: 'Вони серед громад, %', en: 'Their part of the hromadas, %', hidden: true}
show: [table, chart]
chart: {mark: line, x: rank, y: cumulative_percent}
example: {from_quarter: 2021-Q1}
--- */
with
-- What is not a whole number is taken for the default.
chosen as (
  select earliest.quarter_code as from_quarter, latest.quarter_code as to_quarter,
    case when :at_most glob '[0-9]*' and :at_most not glob '*[^0-9]*'
      then min(max(cast(:at_most as integer), 1), 2000) else 100 end as at_most
  from quarter as earliest cross join quarter as latest
  where earliest.quarter_code =
      coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter))
    and latest.quarter_code =
      coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter))),
received as (
  select hromada_id, sum(events) as events
  from chosen join hromada_quarter on quarter_code between from_quarter and to_quarter
  where :topic = '' group by hromada_id
  union all
  select hromada_id, sum(events)
  from coverage
  where topic_code = nullif(:topic, '')
    and quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)
  group by hromada_id),
-- The running sum goes by row number: hromadas with equally many events are added one by one.
ranked as (
  select hromada_id, coalesce(events, 0) as events,
    row_number() over from_the_top as rank,
    sum(coalesce(events, 0)) over (from_the_top rows unbounded preceding) as running_events,
    sum(events) over () as all_events,
    count(*) over () as all_hromadas
  from hromada left join received using (hromada_id)
  where is_counted and (:oblast = '' or oblast_code = :oblast)
  window from_the_top as (order by coalesce(events, 0) desc, hromada_code)),
half as (select min(rank) as hromadas from ranked where 2 * running_events >= all_events),
listed as (
  select ranked.*, from_quarter, to_quarter
  from chosen join ranked on rank <= at_most where events > 0),
-- Where a topic is chosen its events are read, else the summaries.
named as materialized (
  select hromada_id, training_topic.training_id
  from training_topic cross join training_hromada using (training_id)
  cross join training using (training_id)
  where training_topic.topic_code = nullif(:topic, '') and training.is_counted
    and +hromada_id in (select hromada_id from listed)
    and training.quarter_code between
      (select from_quarter from chosen) and (select to_quarter from chosen)),
funded as materialized (
  select hromada_id, count(distinct donor_code) as donors
  from listed cross join hromada_donor_quarter using (hromada_id)
  where :topic = '' and quarter_code between from_quarter and to_quarter
  group by hromada_id
  union all
  select hromada_id, count(distinct donor_code)
  from named cross join training_donor using (training_id) group by hromada_id),
taught as materialized (
  select hromada_id, count(distinct project_code) as projects
  from listed cross join hromada_project_quarter using (hromada_id)
  where :topic = '' and quarter_code between from_quarter and to_quarter
  group by hromada_id
  union all
  select hromada_id, count(distinct project_code)
  from named cross join training_project using (training_id) group by hromada_id),
final as (
  select
    rank,
    hromada_label as hromada,
    oblast_name as oblast,
    events,
    coalesce(donors, 0) as donors,
    coalesce(projects, 0) as projects,
    (select count(distinct topic_code) from coverage
     where hromada_id = listed.hromada_id and quarter_code between from_quarter and to_quarter
       and (:topic = '' or topic_code = :topic)) as topics,
    round(100.0 * events / all_events, 2) as share_percent,
    round(100.0 * running_events / all_events, 2) as cumulative_percent,
    round(100.0 * rank / all_hromadas, 2) as cumulative_hromadas_percent,
    hromada_code,
    oblast_code,
    all_events,
    all_hromadas,
    half.hromadas as half_hromadas,
    round(100.0 * half.hromadas / all_hromadas, 1) as half_percent
  from listed cross join half
  join hromada using (hromada_id)
  join oblast using (oblast_code)
  left join funded using (hromada_id)
  left join taught using (hromada_id)
  order by rank)
select * from final
