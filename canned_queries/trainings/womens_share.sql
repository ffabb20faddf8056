/* ---
title:
  uk: Частка жінок
  en: Women's share
question:
  uk: Яка частка жінок серед учасників у проєктах, за темами й аудиторіями?
  en: What share of the participants are women, by project, topic and audience?
reads:
  uk: >-
    Частку пораховано лише за заходами, де названо й число всіх учасників, і число жінок; «невідомо» —
    частка учасників, про яких цього не сказано. Де не названо й числа учасників, захід до часток не
    входить. Число жінок публікують для заходів, де людей п’ятеро або більше. Хто був на кількох
    заходах, того пораховано кілька разів, тож учасників «не більше» від названого. Захід із двома
    проєктами, темами чи аудиторіями є в кожному рядку, що його стосується: рядків не можна додавати.
    Велике «невідомо» значить, що справжня частка жінок може бути зовсім іншою.
  en: >-
    The share is over those events only that tell both all participants and women; "unknown" is the
    share of participants of whom this is not told. Events that tell no participants are in neither.
    Women are published for events of five people or more. Who came to several events is counted several times, so participants are "at
    most". An event of two projects, topics or audiences stands in each of their rows: rows must not
    be added up. Where much is unknown the true share may be quite another.
says:
  uk: "Жінок пораховано на заходах: {first.all_events_with_split} із {first.all_events}. Відсоток жінок на них — {first.all_women_percent}; відсоток учасників, про яких це невідомо, — {first.all_unknown_percent}."
  en: "Events that count women: {first.all_events_with_split} of {first.all_events}. Per cent of women at them: {first.all_women_percent}; per cent of participants of whom it is not known: {first.all_unknown_percent}."
group: coordinator
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
  kind: {uk: За чим, en: By}
  name: {uk: Назва, en: Name}
  events: {uk: Заходів, en: Events}
  events_with_split: {uk: Із них із числом жінок, en: Of them with women told}
  participants: {uk: Учасників на них, en: Participants at those}
  women: {uk: Жінок, en: Women}
  women_percent: {uk: 'Жінок, %', en: 'Women, %'}
  unknown_percent: {uk: 'Невідомо, %', en: 'Unknown, %'}
  code: {uk: Код, en: Code}
  all_events: {uk: Усіх заходів, en: All events, hidden: true}
  all_events_with_split: {uk: Усіх заходів із числом жінок, en: All events with women told, hidden: true}
  all_women_percent: {uk: 'Жінок на всіх заходах, %', en: 'Women of all events, %', hidden: true}
  all_unknown_percent: {uk: 'Невідомо на всіх заходах, %', en: 'Unknown of all events, %', hidden: true}
show: [table, chart]
chart: {mark: bar, x: name, y: women_percent, color: kind}
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
-- Where a file tells more women than people the split is not known.
held as materialized (
  select training.training_id, coalesce(participants_total, women + men) as people,
    iif(women <= coalesce(participants_total, women + men),
      coalesce(participants_total, women + men), null) as split_people,
    iif(women <= coalesce(participants_total, women + men), women, null) as women
  from training_oblast cross join training using (training_id)
  where is_counted and oblast_code = nullif(:oblast, '')
    and quarter_code between (select from_quarter from chosen) and (select to_quarter from chosen)),
-- The summary where no oblast is chosen, else the events of the oblast.
summed as materialized (
  select kind, code, sum(events) as events, sum(events_with_split) as events_with_split,
    sum(split_people) as participants, sum(women) as women, sum(people_at_most) as people
  from chosen cross join event_quarter on kind in ('all', 'project', 'topic', 'audience')
    and quarter_code between from_quarter and to_quarter
  where :oblast = '' group by kind, code
  union all
  select 'all', '', count(*), count(women), sum(split_people), sum(women), sum(people)
  from held group by 1
  union all
  select 'project', project_code, count(*), count(women), sum(split_people), sum(women),
    sum(people)
  from held cross join training_project using (training_id) group by project_code
  union all
  select 'topic', topic_code, count(*), count(women), sum(split_people), sum(women), sum(people)
  from held cross join training_topic using (training_id) group by topic_code
  union all
  select 'audience', audience_code, count(*), count(women), sum(split_people), sum(women),
    sum(people)
  from held cross join training_audience using (training_id) group by audience_code),
overall as (
  select events, events_with_split, round(100.0 * women / participants, 1) as women_percent,
    round(100.0 - 100.0 * coalesce(participants, 0) / people, 1) as unknown_percent
  from summed where kind = 'all'),
named as (
  select 1 as place, 'Проєкт' as kind_name, project_name as name, summed.*
  from summed join project on kind = 'project' and project_code = code
  union all
  select 2, 'Тема', topic_name, summed.*
  from summed join topic on kind = 'topic' and topic_code = code
  union all
  select 3, 'Аудиторія', audience_name, summed.*
  from summed join audience on kind = 'audience' and audience_code = code),
final as (
  select
    kind_name as kind,
    name,
    named.events,
    named.events_with_split,
    participants,
    women,
    round(100.0 * women / participants, 1) as women_percent,
    round(100.0 - 100.0 * coalesce(participants, 0) / people, 1) as unknown_percent,
    code,
    overall.events as all_events,
    overall.events_with_split as all_events_with_split,
    overall.women_percent as all_women_percent,
    overall.unknown_percent as all_unknown_percent
  from named cross join overall
  order by place, participants is null, participants desc, named.events desc, name)
select * from final
