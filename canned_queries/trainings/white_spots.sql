/* ---
title:
  uk: Білі плями — громади без навчань
  en: White spots
question:
  uk: У яких громадах за ці квартали не було жодного заходу?
  en: Which hromadas had no training in these quarters?
reads:
  uk: >-
    Тут громади з числа 1 469, яких за обраний час не назвав жоден захід, що відбувся. Причин
    буває три. «Лише ширші заходи» — захід був для району, області чи країни загалом, і чи навчалися
    на ньому люди громади, невідомо. «Бракує звітів» — за ці квартали не надійшли звіти, у яких
    громада могла бути. «Ніхто не приїздив» — усі звіти є, а громади в них немає. Місця на мапі —
    центри громад, подекуди приблизні.
  en: >-
    These are the hromadas of the 1,469 that no training held in the window names, for one of three
    reasons. "Only wider events": a training was for the raion, the oblast or the country at large.
    "Reports missing": reports of these quarters have not come. "Nobody came": all reports are here
    and none names the hromada. The places on the map are the centres, some of them approximate.
says:
  uk: "Громад без жодного заходу: {rows}, в областях: {distinct.oblast_code}."
  en: "Hromadas with no training: {rows}, in {distinct.oblast_code} oblasts."
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
columns:
  hromada: {uk: Громада, en: Hromada}
  raion: {uk: Район, en: Raion}
  oblast: {uk: Область, en: Oblast}
  hromada_type: {uk: Вид, en: Type}
  reason: {uk: Причина, en: Reason}
  last_quarter: {uk: Останній захід, en: Last event}
  quarters_since: {uk: Кварталів відтоді, en: Quarters since}
  wide_events: {uk: Ширших заходів, en: Wider events}
  hromada_code: {uk: Код громади, en: Hromada code}
  raion_code: {uk: Код району, en: Raion code, hidden: true}
  oblast_code: {uk: Код області, en: Oblast code, hidden: true}
  last_quarter_code: {uk: Код кварталу, en: Quarter code, hidden: true}
  hromadas: {uk: Громад, en: Hromadas, hidden: true}
  latitude: {uk: Широта, en: Latitude, hidden: true}
  longitude: {uk: Довгота, en: Longitude, hidden: true}
show: [table, map, chart]
chart: {mark: bar, x: oblast, y: hromadas, color: reason}
example: {from_quarter: 2021-Q1, to_quarter: 2021-Q4}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
wide as (
  select training_id, scope_code from chosen
  join training on quarter_code between from_quarter and to_quarter
  where is_counted and scope_code in ('raion', 'oblast', 'national')),
national as (select count(*) as events from wide where scope_code = 'national'),
wide_of_oblast as (
  select oblast_code, count(*) as events from wide join training_oblast using (training_id)
  where is_whole group by oblast_code),
wide_of_raion as (
  select raion_code, count(*) as events from wide join training_raion using (training_id)
  where is_whole group by raion_code),
missing as (
  select count(*) as reports from chosen
  join expected_report on quarter_code between from_quarter and to_quarter
  where report_status = 'missing'),
unreached as (
  select hromada.*, to_quarter,
    (select max(quarter_code) from hromada_quarter
     where hromada_id = hromada.hromada_id and quarter_code < from_quarter) as last_quarter_code
  from chosen cross join hromada
  where hromada.is_counted
    and (:oblast = '' or hromada.oblast_code = :oblast)
    and not exists (
      select 1 from hromada_quarter
      where hromada_id = hromada.hromada_id
        and quarter_code between from_quarter and to_quarter)),
counted as (
  select unreached.*,
    national.events + coalesce(wide_of_oblast.events, 0) + coalesce(wide_of_raion.events, 0)
      as wide_events,
    missing.reports
  from unreached cross join national cross join missing
  left join wide_of_oblast using (oblast_code)
  left join wide_of_raion using (raion_code)),
final as (
  select
    hromada_label as hromada,
    raion_name as raion,
    oblast_name as oblast,
    hromada_type,
    case
      when wide_events > 0 then 'лише ширші заходи'
      when reports > 0 then 'бракує звітів'
      else 'ніхто не приїздив'
    end as reason,
    quarter_name as last_quarter,
    4 * (substr(to_quarter, 1, 4) - substr(last_quarter_code, 1, 4))
      + substr(to_quarter, 7) - substr(last_quarter_code, 7) as quarters_since,
    wide_events,
    hromada_code,
    counted.raion_code,
    counted.oblast_code,
    last_quarter_code,
    1 as hromadas,
    counted.latitude,
    counted.longitude
  from counted
  join oblast using (oblast_code)
  left join raion using (raion_code)
  left join quarter on quarter.quarter_code = last_quarter_code
  order by oblast_name, hromada_label)
select * from final
