/* ---
title:
  uk: Повнота звітування
  en: Reporting completeness
question:
  uk: Які проєкти за які квартали відзвітували, а яких звітів бракує?
  en: Which projects reported for which quarters, and which reports are missing?
reads:
  uk: >-
    Один рядок — проєкт і квартал, за який від нього чекають звіту. Рядки рахують в усьому файлі, а у
    файлі можуть бути заходи кількох проєктів. Частки показують, чого бракує звітові: без названих
    громад захід не видно в охопленні, без числа учасників — у підсумках людей.
  en: >-
    One row is a project and a quarter that it is to report. Rows are those of the whole file, which
    may hold several projects. The shares show what the report lacks: without hromadas an event is
    not seen in coverage, without participants not in the sums of people.
says:
  uk: "Звітів отримано {sum.received} із {rows}; проєктів: {distinct.project_code}, кварталів: {distinct.quarter_code}."
  en: "Reports received: {sum.received} of {rows}; projects: {distinct.project_code}, quarters: {distinct.quarter_code}."
group: coordinator
params:
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
  project:
    label: {uk: Проєкт, en: Project}
    type: choice
    choices: projects
    default: ''
    blank: {uk: Усі проєкти, en: All projects}
columns:
  quarter: {uk: Квартал, en: Quarter}
  project: {uk: Проєкт, en: Project}
  report: {uk: Звіт, en: Report}
  events: {uk: Заходів проєкту, en: Events of the project}
  with_hromadas_percent: {uk: 'Із громадами, %', en: 'With hromadas, %'}
  with_participants_percent: {uk: 'З учасниками, %', en: 'With participants, %'}
  with_women_percent: {uk: 'Із числом жінок, %', en: 'With women, %'}
  rows_total: {uk: Рядків у файлі, en: Rows of the file}
  rows_accepted: {uk: Прийнято, en: Accepted}
  rows_rejected: {uk: Відхилено, en: Rejected}
  rows_duplicate: {uk: Повторів, en: Duplicates}
  file_name: {uk: Файл, en: File}
  project_code: {uk: Код проєкту, en: Project code}
  quarter_code: {uk: Код кварталу, en: Quarter code, hidden: true}
  report_status: {uk: Код стану звіту, en: Report status code, hidden: true}
  received: {uk: 'Отримано: 1 — так', en: 'Received: 1 is yes', hidden: true}
  reports: {uk: Звітів, en: Reports, hidden: true}
show: [table, chart]
chart: {mark: bar, x: quarter_code, y: reports, color: report}
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
expected as (
  select expected_report.*
  from chosen join expected_report on quarter_code between from_quarter and to_quarter
  where (:project = '' or project_code = :project)),
told as (
  select code as project_code, quarter_code, events,
    1.0 * events_with_hromadas / events as with_hromadas,
    1.0 * events_with_total / events as with_participants,
    1.0 * events_with_women / events as with_women
  from event_quarter where kind = 'project'),
final as (
  select
    quarter_name as quarter,
    project_name as project,
    case report_status
      when 'received' then 'надійшов'
      when 'nil' then 'надійшов, заходів не було'
      else 'не надійшов'
    end as report,
    coalesce(events, 0) as events,
    round(100 * with_hromadas) as with_hromadas_percent,
    round(100 * with_participants) as with_participants_percent,
    round(100 * with_women) as with_women_percent,
    rows_total,
    rows_accepted,
    rows_rejected,
    rows_duplicate,
    file_name,
    expected.project_code,
    expected.quarter_code,
    report_status,
    report_status <> 'missing' as received,
    1 as reports
  from expected
  join quarter using (quarter_code)
  join project using (project_code)
  left join submission using (submission_id)
  left join told on told.project_code = expected.project_code
    and told.quarter_code = expected.quarter_code
  order by expected.quarter_code desc, report_status = 'missing' desc, project_name)
select * from final
