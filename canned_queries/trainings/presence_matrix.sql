/* ---
title:
  uk: Присутність — який проєкт у яких областях
  en: Presence of projects in oblasts
question:
  uk: У яких областях і скількох їхніх громадах побував кожен проєкт?
  en: Which oblasts has each project reached, and how many of their hromadas?
reads:
  uk: >-
    Один рядок — проєкт і область, у якій він навчав хоч одну названу громаду або провів захід для
    області чи району загалом. Громаду рахують раз, скільки б заходів у ній не було. Ширші заходи
    громад не охоплюють, їх пораховано окремо; заходи для всієї країни сюди не входять. Спільний захід
    є в рядку кожного зі своїх проєктів, тож громади різних проєктів додавати не можна. Де області
    немає серед рядків проєкту, він туди не доїхав або не відзвітував. Київ, Севастополь і Крим до
    1 469 громад не входять, тому частки для них немає.
  en: >-
    One row is a project and an oblast where it trained at least one hromada named, or held an event
    for the oblast or a raion at large. A hromada counts once, however many events it had. Wider
    events cover no hromada and are counted apart; those for the whole country are not here. A joint
    event stands in the rows of each of its projects, so that hromadas must not be added across
    projects. Where a project has no row of an oblast it has not come there, or has not reported.
    Kyiv, Sevastopol and Crimea are outside the 1,469 and have no percentage.
says:
  uk: "Проєктів: {distinct.project_code}, областей: {distinct.oblast_code}. Найбільше громад має {first.project}: {first.project_hromadas}; найбільше з них в одній області ({first.oblast}) — {first.hromadas}."
  en: "Projects: {distinct.project_code}, oblasts: {distinct.oblast_code}. Most hromadas: {first.project}, {first.project_hromadas}; most of them in one oblast, {first.oblast_en}: {first.hromadas}."
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
  project: {uk: Проєкт, en: Project}
  oblast: {uk: Область, en: Oblast}
  hromadas: {uk: Громад охоплено, en: Hromadas reached}
  oblast_hromadas: {uk: Громад в області, en: Hromadas of the oblast}
  hromadas_percent: {uk: 'Охоплено, %', en: 'Reached, %'}
  events: {uk: Заходів у громадах, en: Events naming hromadas}
  wide_events: {uk: Ширших заходів, en: Wider events}
  last_date: {uk: Останній захід, en: Last event}
  project_hromadas: {uk: Громад проєкту всюди, en: Hromadas of the project anywhere}
  project_code: {uk: Код проєкту, en: Project code}
  oblast_code: {uk: Код області, en: Oblast code}
  oblast_en: {uk: Назва області англійською, en: Name of the oblast in English, hidden: true}
show: [table, chart]
chart: {mark: bar, x: oblast, y: hromadas, color: project}
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
-- Where a topic is chosen its own summary answers and its events are read, else the summaries.
placed as (
  select project_code, oblast_code, quarter_code, events, wide_events, last_date
  from project_oblast_quarter where :topic = ''
  union all
  select project_code, oblast_code, quarter_code, events, wide_events, last_date
  from topic_project_oblast where topic_code = nullif(:topic, '')),
present as materialized (
  select project_code, oblast_code, sum(events) as events, sum(wide_events) as wide_events,
    max(last_date) as last_date
  from chosen cross join placed on quarter_code between from_quarter and to_quarter
  where (:project = '' or project_code = :project) and (:oblast = '' or oblast_code = :oblast)
  group by project_code, oblast_code),
of_topic as (
  select training_topic.training_id
  from training_topic cross join training using (training_id)
  where training_topic.topic_code = nullif(:topic, '') and is_counted
    and quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)),
-- The plus has the summary read in its own order, in which its pairs stand together.
reached as materialized (
  select distinct hromada_id, project_code
  from hromada_project_quarter
  where :topic = ''
    and +quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)
    and (:project || :oblast = '' or project_code in (select project_code from present))
  union all
  select distinct hromada_id, project_code
  from of_topic cross join training_project using (training_id)
  cross join training_hromada using (training_id)
  where :project || :oblast = '' or project_code in (select project_code from present)),
hromadas_of_oblast as materialized (
  select project_code, oblast_code, count(*) as hromadas
  from reached cross join hromada using (hromada_id)
  group by project_code, oblast_code),
hromadas_anywhere as (
  select project_code, sum(hromadas) as hromadas from hromadas_of_oblast group by project_code),
final as (
  select
    project_name as project,
    oblast_name as oblast,
    coalesce(hromadas_of_oblast.hromadas, 0) as hromadas,
    counted_hromadas as oblast_hromadas,
    round(100.0 * coalesce(hromadas_of_oblast.hromadas, 0) / nullif(counted_hromadas, 0), 1)
      as hromadas_percent,
    events,
    wide_events,
    last_date,
    coalesce(hromadas_anywhere.hromadas, 0) as project_hromadas,
    project_code,
    oblast_code,
    oblast_name_en as oblast_en
  from present
  join project using (project_code)
  join oblast using (oblast_code)
  left join hromadas_of_oblast using (project_code, oblast_code)
  left join hromadas_anywhere using (project_code)
  order by project_hromadas desc, project_name, project_code,
    hromadas_of_oblast.hromadas desc, events desc, oblast_name)
select * from final
