/* ---
title:
  uk: Баланс тем
  en: Topic balance
question:
  uk: Яких тем навчають багато, а яких мало або зовсім ні?
  en: Which topics are taught much, and which little or not at all?
reads:
  uk: >-
    Захід із двома темами рахують у кожній; частки — від суми заходів за всіма темами. Людей «не
    більше» — сума учасників усіх заходів теми, людей «не менше» — найбільший із її заходів: ті самі
    люди бувають на кількох заходах, тож правда між цими числами, і лише за заходами, де число
    учасників названо. Зосередженість (індекс Герфіндаля — Гіршмана): 10 000 — теми навчає один
    проєкт, за п’яти рівних — 2 000. Область пораховано, якщо захід назвав її саму, її район чи
    громаду. Розрив — частка заходів мінус частка потреби; без внесених до бази потреб ці клітинки
    порожні. Мало заходів ще не значить, що теми бракує: скільки її треба, видно лише з потреб.
  en: >-
    An event of two topics counts under both; shares are of the sum over all topics. "At most" is the
    sum of participants over the topic's events and "at least" is its largest event: the same people
    come to several, so the truth lies between, and only for events that tell a number. Concentration
    is the Herfindahl–Hirschman index: 10,000 is one project, five equal ones give 2,000. An oblast
    counts where an event names it, its raion or its hromada. The gap is the share of events less the
    share of the need; without needs in the database these cells are empty. Few events alone do not
    say that a topic is lacking: only needs tell how much of it is wanted.
says:
  uk: "Найбільше заходів — {first.events} — на тему «{first.topic}». Тем без жодного заходу: {sum.untaught} із {rows}."
  en: "Most events, {first.events}, are on {first.topic_en}. Topics without any event: {sum.untaught} of {rows}."
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
  audience:
    label: {uk: Аудиторія, en: Audience}
    type: choice
    choices: audiences
    default: ''
    blank: {uk: Усі аудиторії, en: All audiences}
  format:
    label: {uk: Формат, en: Format}
    type: choice
    choices: formats
    default: ''
    blank: {uk: Усі формати, en: All formats}
columns:
  topic: {uk: Тема, en: Topic}
  events: {uk: Заходів, en: Events}
  share_of_events: {uk: 'Частка заходів, %', en: 'Share of events, %'}
  need_share: {uk: 'Частка потреби, %', en: 'Share of the need, %'}
  gap_points: {uk: 'Розрив, в. п.', en: 'Gap, points'}
  people_at_least: {uk: 'Людей, не менше', en: 'People, at least'}
  people_at_most: {uk: 'Людей, не більше', en: 'People, at most'}
  events_with_people: {uk: Заходів із числом учасників, en: Events that tell participants}
  donors: {uk: Донорів, en: Donors}
  projects: {uk: Проєктів, en: Projects}
  projects_hhi: {uk: Зосередженість проєктів, en: HHI of projects}
  oblasts: {uk: Областей, en: Oblasts}
  last_date: {uk: Останній захід, en: Last event}
  topic_code: {uk: Код теми, en: Topic code}
  topic_en: {uk: Назва англійською, en: Name in English, hidden: true}
  untaught: {uk: 'Без заходів: 1 — так', en: 'No event: 1 is yes', hidden: true}
show: [table, chart]
chart: {mark: bar, x: topic, y: events}
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
-- Where neither a place nor an audience nor a format is chosen the summaries answer; else the
-- events themselves are read: those of the place or the audience by their pairs.
is_all as (select :oblast = '' and :audience = '' and :format = '' as yes),
fitting as materialized (
  select training_id from training_oblast where oblast_code = nullif(:oblast, '')
    and (:audience = '' or training_id in (
      select training_id from training_audience where audience_code = :audience))
  union all
  select training_id from training_audience
  where :oblast = '' and audience_code = nullif(:audience, '')
  union all
  select training_id from training
  where :oblast = '' and :audience = '' and format_code = nullif(:format, '')),
taught as materialized (
  select training_topic.topic_code, training.training_id, training.start_date,
    coalesce(participants_total, women + men) as people
  from chosen cross join fitting
  cross join training on training.training_id = fitting.training_id
    and quarter_code between from_quarter and to_quarter
  cross join training_topic on training_topic.training_id = training.training_id
  where training.is_counted and (:format = '' or format_code = :format)),
held as (
  select topic_code, count(*) as events, sum(people) as people_at_most,
    max(people) as people_at_least, count(people) as events_with_people,
    max(start_date) as last_date
  from taught group by topic_code
  union all
  select code, sum(events), sum(people_at_most), max(people_at_least), sum(events_with_people),
    max(last_date)
  from chosen cross join event_quarter on kind = 'topic'
    and quarter_code between from_quarter and to_quarter
  where (select yes from is_all) group by code),
total as (select sum(events) as events from held),
parts as (
  select topic_code, 'donor' as kind, donor_code as code, count(*) as events
  from taught cross join training_donor using (training_id) group by topic_code, donor_code
  union all
  select topic_code, 'project', project_code, count(*)
  from taught cross join training_project using (training_id) group by topic_code, project_code
  union all
  select topic_code, 'oblast', oblast_code, count(*)
  from taught cross join training_oblast using (training_id) group by topic_code, oblast_code
  union all
  select topic_code, kind, code, sum(events)
  from chosen cross join topic_share on quarter_code between from_quarter and to_quarter
  where (select yes from is_all) group by topic_code, kind, code),
spread as materialized (
  select topic_code, sum(kind = 'donor') as donors, sum(kind = 'project') as projects,
    sum(kind = 'oblast') as oblasts,
    10000.0 * sum(iif(kind = 'project', events * events, 0))
      / nullif(sum(iif(kind = 'project', events, 0)) * sum(iif(kind = 'project', events, 0)), 0)
      as hhi
  from parts group by topic_code),
final as (
  select
    topic_name as topic,
    coalesce(held.events, 0) as events,
    round(100.0 * coalesce(held.events, 0) / total.events, 1) as share_of_events,
    need_share,
    round(100.0 * coalesce(held.events, 0) / total.events - need_share, 1) + 0.0 as gap_points,
    people_at_least,
    people_at_most,
    coalesce(events_with_people, 0) as events_with_people,
    coalesce(donors, 0) as donors,
    coalesce(projects, 0) as projects,
    cast(round(hhi) as integer) as projects_hhi,
    coalesce(oblasts, 0) as oblasts,
    last_date,
    topic_code,
    topic_name_en as topic_en,
    held.events is null as untaught
  from topic cross join total
  left join need using (topic_code)
  left join held using (topic_code)
  left join spread using (topic_code)
  -- Of a place, an audience or a format that does not exist nothing is said, not even 0.
  where :oblast in (select '' union all select oblast_code from oblast)
    and :audience in (select '' union all select audience_code from audience)
    and :format in (select '' union all select format_code from format)
  order by events desc, topic_name)
select * from final
