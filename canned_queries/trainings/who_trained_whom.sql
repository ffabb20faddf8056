/* ---
title:
  uk: Хто кого навчав
  en: Who trained whom
question:
  uk: Хто, кого, де, коли й чого навчав?
  en: Who trained whom, where, when and on what?
reads:
  uk: >-
    Один рядок — один захід. Стан «за анонсом» значить, що захід оголошено, а чи відбувся він —
    невідомо; такі заходи тут видно, але в охопленні їх не рахують. Якщо громад не названо, захід
    був для району, області чи країни загалом. Учасників різних заходів не можна додавати: ті самі
    люди бувають на кількох.
  en: >-
    One row is one event. "Announced" means that it is not known whether the event was held: it is
    listed here and not counted in coverage. Where no hromada is named the event was for a raion,
    an oblast or the country at large. Participants of several events must not be added up: the
    same people come to more than one.
says:
  uk: "Заходів у відповіді: {rows}; найновіший — {first.start_date}."
  en: "Events in the answer: {rows}; the latest began on {first.start_date}."
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
  project:
    label: {uk: Проєкт, en: Project}
    type: choice
    choices: projects
    default: ''
    blank: {uk: Усі проєкти, en: All projects}
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
  start_date: {uk: Початок, en: Start}
  title: {uk: Назва, en: Title}
  projects: {uk: Проєкти, en: Projects}
  donors: {uk: Донори, en: Donors}
  topics: {uk: Теми, en: Topics}
  type: {uk: Вид, en: Type}
  format: {uk: Формат, en: Format}
  places: {uk: Де, en: Where}
  hromadas: {uk: Громад названо, en: Hromadas named}
  audiences: {uk: Аудиторії, en: Audiences}
  participants_total: {uk: Учасників, en: Participants}
  status: {uk: Стан, en: Status}
  url: {uk: Сторінка заходу, en: Page of the event}
  training_id: {uk: Запис, en: Record, hidden: true}
  source_file: {uk: Файл, en: File}
  source_row: {uk: Рядок файла, en: Row of the file}
  quarter_code: {uk: Код кварталу, en: Quarter code, hidden: true}
  project_codes: {uk: Коди проєктів, en: Project codes, hidden: true}
  donor_codes: {uk: Коди донорів, en: Donor codes, hidden: true}
  topic_codes: {uk: Коди тем, en: Topic codes, hidden: true}
  type_code: {uk: Код виду, en: Type code, hidden: true}
  format_code: {uk: Код формату, en: Format code, hidden: true}
  oblast_codes: {uk: Коди областей, en: Oblast codes, hidden: true}
  hromada_codes: {uk: Коди громад, en: Hromada codes, hidden: true}
  audience_codes: {uk: Коди аудиторій, en: Audience codes, hidden: true}
  status_code: {uk: Код стану, en: Status code, hidden: true}
  events: {uk: Заходів, en: Events, hidden: true}
show: [table, chart]
chart: {mark: bar, x: quarter_code, y: events, color: status}
example: {from_quarter: 2021-Q1, to_quarter: 2021-Q4}
--- */
with
-- Dates, not quarters: the index on start_date then gives both the window and the order, so
-- that only the rows shown are put together.
chosen as (
  select
    (select start_date from quarter where quarter_code = coalesce(
      nullif(:from_quarter, ''), (select min(quarter_code) from quarter))) as from_date,
    (select end_date from quarter where quarter_code = coalesce(
      nullif(:to_quarter, ''), (select max(quarter_code) from quarter))) as to_date),
final as (
  select
    training.start_date,
    training.title,
    (select group_concat(project_name, '; ') from training_project join project
     using (project_code) where training_id = training.training_id) as projects,
    (select group_concat(donor_name, '; ') from training_donor join donor
     using (donor_code) where training_id = training.training_id) as donors,
    (select group_concat(topic_name, '; ') from (
       select topic_name from training_topic join topic using (topic_code)
       where training_id = training.training_id order by is_primary desc, topic_code)) as topics,
    type_name as type,
    format_name as format,
    training.places,
    (select count(*) from training_hromada
     where training_id = training.training_id) as hromadas,
    (select group_concat(audience_name, '; ') from training_audience join audience
     using (audience_code) where training_id = training.training_id) as audiences,
    training.participants_total,
    status_name as status,
    training.url,
    training.training_id,
    submission.file_name as source_file,
    training.row_number as source_row,
    training.quarter_code,
    (select group_concat(project_code, ';') from training_project
     where training_id = training.training_id) as project_codes,
    (select group_concat(donor_code, ';') from training_donor
     where training_id = training.training_id) as donor_codes,
    (select group_concat(topic_code, ';') from (
       select topic_code from training_topic
       where training_id = training.training_id order by is_primary desc, topic_code)) as topic_codes,
    training.type_code,
    training.format_code,
    (select group_concat(oblast_code, ';') from training_oblast
     where training_id = training.training_id) as oblast_codes,
    (select group_concat(hromada_code, ';') from training_hromada join hromada
     using (hromada_id) where training_id = training.training_id) as hromada_codes,
    (select group_concat(audience_code, ';') from training_audience
     where training_id = training.training_id) as audience_codes,
    training.status_code,
    1 as events
  from training
  join status using (status_code)
  join submission using (submission_id)
  left join type using (type_code)
  left join format using (format_code)
  where training.start_date between
      (select from_date from chosen) and (select to_date from chosen)
    and (:oblast = '' or training_id in (
      select training_id from training_oblast where oblast_code = :oblast))
    and (:topic = '' or training_id in (
      select training_id from training_topic where topic_code = :topic))
    and (:project = '' or training_id in (
      select training_id from training_project where project_code = :project))
    and (:audience = '' or training_id in (
      select training_id from training_audience where audience_code = :audience))
    and (:format = '' or training.format_code = :format)
  order by training.start_date desc, training.training_id desc)
select * from final
