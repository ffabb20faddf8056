/* ---
title:
  uk: Рівномірність у часі
  en: Evenness over time
question:
  uk: Чи стає навчання з кварталу в квартал рівномірнішим?
  en: Is training becoming more even from quarter to quarter?
reads:
  uk: >-
    Один рядок — квартал. Охоплено — частка громад із числа 1 469, яких назвав хоч один захід, що
    відбувся. Індекс Гувера — який відсоток громадо-заходів довелося б перемістити до інших
    громад, щоб усім було порівну. Джині: 0 — усім порівну, близько 1 — усе дісталося одній; коли
    більшість громад без заходів, обидва переважно повторюють частку неохоплених. Індекс
    Герфіндаля — Гіршмана показує, чи залежить навчання від небагатьох донорів: 10 000 — донор один,
    за п’яти рівних — 2 000; захід, який фінансують двоє, рахують обом. Різкий спад може значити лише
    те, що не надійшли звіти, тому поруч є охоплення тільки тих проєктів, які відзвітували і за цей
    квартал, і за попередній: у цьому кварталі й у попередньому. Де ділити нема чого, клітинка
    порожня.
  en: >-
    One row is a quarter. Covered is the share of the 1,469 hromadas that at least one training held
    names. Hoover is the per cent of hromada-events that would have to go to other hromadas to make
    all equal. Gini: 0 is equal, near 1 one hromada has it all; where most hromadas have no
    event both mostly restate the uncovered share. The Herfindahl–Hirschman index tells whether
    training rests on few donors: 10,000 is one donor, five equal ones give 2,000; an event that two
    fund counts for both. A sharp fall may only mean that reports did not come, so the coverage by
    just those projects that reported both for this quarter and for the one before stands beside,
    in this quarter and in the one before. A cell is empty where there is nothing to divide.
says:
  uk: "{first.quarter}: охоплено {first.covered} із {first.hromadas} громад ({first.covered_percent} %), заходів — {first.events}, звітів — {first.reports_received} із {first.reports_expected}. Кварталів у відповіді: {rows}."
  en: "{first.quarter_code}: {first.covered} of {first.hromadas} hromadas covered ({first.covered_percent} %), events: {first.events}, reports: {first.reports_received} of {first.reports_expected}. Quarters in the answer: {rows}."
group: ministry
params:
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  quarter: {uk: Квартал, en: Quarter}
  covered_percent: {uk: 'Охоплено, %', en: 'Covered, %'}
  covered: {uk: Громад охоплено, en: Hromadas covered}
  events: {uk: Заходів, en: Events}
  hromada_events: {uk: Громадо-заходів, en: Hromada-events}
  gini: {uk: Індекс Джині, en: Gini}
  hoover_percent: {uk: 'Громадо-заходів перемістити, %', en: 'Hromada-events to move, %'}
  donors: {uk: Донорів, en: Donors}
  donors_hhi: {uk: Зосередженість донорів, en: HHI of donors}
  reports_received: {uk: Звітів отримано, en: Reports received}
  reports_expected: {uk: Звітів очікували, en: Reports expected}
  comparable_projects: {uk: Проєктів зі звітами за два квартали, en: Projects that reported for both quarters}
  covered_percent_comparable: {uk: 'Охоплено ними, %', en: 'Covered by them, %'}
  covered_percent_comparable_before: {uk: 'Ними ж кварталом раніше, %', en: 'By them a quarter before, %'}
  quarter_code: {uk: Код кварталу, en: Quarter code}
  hromadas: {uk: Громад, en: Hromadas, hidden: true}
show: [table, chart]
chart: {mark: line, x: quarter_code, y: covered_percent}
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
spans as materialized (
  select quarter_code, quarter_name, before
  from (select quarter_code, quarter_name, lag(quarter_code) over (order by quarter_code) as before
    from quarter)
  where quarter_code between
    (select from_quarter from chosen) and (select to_quarter from chosen)),
counted as (select count(*) as n from hromada where is_counted),
-- How many hromadas have just so many events, and how many have fewer but not none.
alike as (
  select quarter_code, hromada_quarter.events, count(*) as hromadas,
    sum(count(*)) over (
      partition by quarter_code order by hromada_quarter.events
      rows between unbounded preceding and 1 preceding) as fewer
  from hromada_quarter
  where hromada_id in (select hromada_id from hromada where is_counted)
    and quarter_code between
      (select from_quarter from chosen) and (select to_quarter from chosen)
  group by quarter_code, hromada_quarter.events),
totals as (
  select quarter_code, sum(hromadas) as covered, sum(events * hromadas) as hromada_events
  from alike group by quarter_code),
-- Those without events would stand before them in the ranks of Gini and add nothing to its sum;
-- those with equally many have the mean of their ranks.
-- Hoover: what stands above an even share is what would have to move.
measured as (
  select quarter_code, covered, hromada_events,
    2.0 * sum(events * hromadas * (n - covered + coalesce(fewer, 0) + (hromadas + 1) / 2.0))
      / (n * hromada_events) - (n + 1.0) / n as gini,
    sum(hromadas * max(1.0 * events / hromada_events - 1.0 / n, 0)) as hoover
  from alike join totals using (quarter_code) cross join counted group by quarter_code),
held as (select quarter_code, events from event_quarter where kind = 'all'),
concentrated as (
  select quarter_code, count(*) as donors,
    10000.0 * sum(events * events) / (sum(events) * sum(events)) as hhi
  from event_quarter where kind = 'donor' group by quarter_code),
reports as (
  select quarter_code, count(*) as expected, sum(report_status <> 'missing') as received
  from expected_report group by quarter_code),
-- The projects that reported for a quarter and for the one before it.
steady as materialized (
  select spans.quarter_code, before, now.project_code
  from spans
  join expected_report as now on now.quarter_code = spans.quarter_code
  join expected_report as earlier on earlier.quarter_code = before
    and earlier.project_code = now.project_code
  where now.report_status <> 'missing' and earlier.report_status <> 'missing'),
comparable as (
  select quarter_code, count(*) as projects from steady group by quarter_code),
-- A project and a quarter may be in the later of two such quarters, in the earlier, or in both.
present as materialized (
  select quarter_code, project_code, max(is_later) as is_later, max(is_earlier) as is_earlier
  from (
    select quarter_code, project_code, 1 as is_later, 0 as is_earlier from steady
    union all select before, project_code, 0, 1 from steady)
  group by quarter_code, project_code),
reached as materialized (
  select quarter_code,
    sum(exists (
      select 1 from hromada_project_quarter as theirs
      cross join present using (quarter_code, project_code)
      where theirs.quarter_code = hromada_quarter.quarter_code
        and theirs.hromada_id = hromada_quarter.hromada_id and is_later)) as later,
    sum(exists (
      select 1 from hromada_project_quarter as theirs
      cross join present using (quarter_code, project_code)
      where theirs.quarter_code = hromada_quarter.quarter_code
        and theirs.hromada_id = hromada_quarter.hromada_id and is_earlier)) as earlier
  from (select distinct quarter_code from present)
  cross join hromada_quarter using (quarter_code)
  join hromada using (hromada_id)
  where is_counted group by quarter_code),
final as (
  select
    quarter_name as quarter,
    round(100.0 * coalesce(covered, 0) / n, 1) as covered_percent,
    coalesce(covered, 0) as covered,
    coalesce(held.events, 0) as events,
    coalesce(hromada_events, 0) as hromada_events,
    round(max(gini, 0), 3) as gini,
    round(100 * hoover, 1) as hoover_percent,
    coalesce(donors, 0) as donors,
    cast(round(hhi) as integer) as donors_hhi,
    coalesce(received, 0) as reports_received,
    coalesce(expected, 0) as reports_expected,
    coalesce(projects, 0) as comparable_projects,
    case when projects > 0 then round(100.0 * coalesce(this.later, 0) / n, 1) end
      as covered_percent_comparable,
    case when projects > 0 then round(100.0 * coalesce(previous.earlier, 0) / n, 1) end
      as covered_percent_comparable_before,
    spans.quarter_code,
    n as hromadas
  from spans cross join counted
  left join measured using (quarter_code)
  left join held using (quarter_code)
  left join concentrated using (quarter_code)
  left join reports using (quarter_code)
  left join comparable using (quarter_code)
  left join reached as this using (quarter_code)
  left join reached as previous on previous.quarter_code = before
  order by spans.quarter_code desc)
select * from final
