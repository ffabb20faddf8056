/* ---
title:
  uk: Рівномірність за областями
  en: Evenness by oblast
question:
  uk: Чи порівну навчань дістається областям і громадам у межах області?
  en: Are trainings shared evenly among the oblasts, and within each of them?
reads:
  uk: >-
    «Громадо-заходи» — пари громада–захід: захід для п’яти громад дає п’ять. Розрив — частка області
    в усіх громадо-заходах мінус її частка в громадах: вище нуля область має більше за рівну частку,
    нижче — менше. Коефіцієнт Джині показує нерівність усередині області: 0 — усім порівну,
    близько 1 — усе дісталося одній; він переважно повторює частку неохоплених, тож читати його варто
    поруч із нею. На 10 000 мешканців пораховано там, де до бази внесено населення всіх громад
    області. Заходи для області загалом громад не охоплюють, їх пораховано окремо. Київ,
    Севастополь і Крим до 1 469 громад не входять.
  en: >-
    A hromada-event is a pair of a hromada and an event: an event for five hromadas gives five. The
    gap is the oblast's share of all hromada-events less its share of hromadas. Gini shows
    inequality within the oblast: 0 is equal, near 1 one hromada has it all; it mostly restates the
    uncovered share and is to be read beside it. Per 10,000 people is told where the population of
    all hromadas of the oblast is given. Events for an oblast at large cover no hromada and
    are counted apart. Kyiv, Sevastopol and Crimea are outside the 1,469.
says:
  uk: "Охоплено {sum.covered} із {sum.hromadas} громад. Найбільше понад рівну частку має {first.oblast}: {first.gap_points} в. п."
  en: "Covered: {sum.covered} of {sum.hromadas} hromadas. Most above an even share: {first.oblast_en}, {first.gap_points} points."
group: ministry
params:
  from_quarter: {label: {uk: З кварталу, en: From}, type: quarter, default: earliest}
  to_quarter: {label: {uk: До кварталу, en: To}, type: quarter, default: latest}
columns:
  oblast: {uk: Область, en: Oblast}
  hromadas: {uk: Громад, en: Hromadas}
  covered: {uk: Охоплено, en: Covered}
  covered_percent: {uk: 'Охоплено, %', en: 'Covered, %'}
  events: {uk: Заходів, en: Events}
  hromada_events: {uk: Громадо-заходів, en: Hromada-events}
  events_per_hromada: {uk: На громаду, en: Per hromada}
  events_per_10000: {uk: 'На 10 000 мешканців', en: 'Per 10,000 people'}
  share_of_events: {uk: 'Частка громадо-заходів, %', en: 'Share of hromada-events, %'}
  share_of_hromadas: {uk: 'Частка громад, %', en: 'Share of hromadas, %'}
  gap_points: {uk: 'Розрив, в. п.', en: 'Gap, points'}
  gini: {uk: Джині всередині, en: Gini inside}
  wide_events: {uk: Заходів для області, en: Oblast-wide events}
  oblast_code: {uk: Код області, en: Oblast code}
  oblast_en: {uk: Назва англійською, en: Name in English, hidden: true}
show: [table, choropleth, chart]
choropleth: covered_percent
chart: {mark: bar, x: oblast, y: covered_percent}
example: {from_quarter: 2021-Q1}
--- */
with
chosen as (
  select
    coalesce(nullif(:from_quarter, ''), (select min(quarter_code) from quarter)) as from_quarter,
    coalesce(nullif(:to_quarter, ''), (select max(quarter_code) from quarter)) as to_quarter),
received as (
  select hromada_id, sum(events) as events
  from chosen join hromada_quarter on quarter_code between from_quarter and to_quarter
  group by hromada_id),
-- Every counted hromada, the ones without events at 0, ranked within its oblast for Gini.
ranked as (
  select oblast_code, coalesce(events, 0) as events, population,
    row_number() over (partition by oblast_code order by coalesce(events, 0)) as rank
  from hromada left join received using (hromada_id) left join population using (hromada_id)
  where is_counted),
measured as (
  select oblast_code, count(*) as hromadas, sum(events > 0) as covered, sum(events) as events,
    iif(count(population) = count(*), sum(population), null) as population,
    2.0 * sum(rank * events) / nullif(count(*) * sum(events), 0)
      - (count(*) + 1.0) / count(*) as gini
  from ranked group by oblast_code),
totals as (select sum(hromadas) as hromadas, sum(events) as events from measured),
held as (
  select oblast_code, sum(events) as events, sum(wide_events) as wide_events
  from chosen join oblast_quarter on quarter_code between from_quarter and to_quarter
  group by oblast_code),
final as (
  select
    oblast_name as oblast,
    measured.hromadas,
    covered,
    round(100.0 * covered / measured.hromadas, 1) as covered_percent,
    coalesce(held.events, 0) as events,
    measured.events as hromada_events,
    round(1.0 * measured.events / measured.hromadas, 2) as events_per_hromada,
    round(10000.0 * measured.events / nullif(population, 0), 2) as events_per_10000,
    round(100.0 * measured.events / nullif(totals.events, 0), 1) as share_of_events,
    round(100.0 * measured.hromadas / totals.hromadas, 1) as share_of_hromadas,
    round(100.0 * measured.events / nullif(totals.events, 0)
      - 100.0 * measured.hromadas / totals.hromadas, 1) as gap_points,
    round(gini, 2) as gini,
    coalesce(held.wide_events, 0) as wide_events,
    oblast_code,
    oblast_name_en as oblast_en
  from measured cross join totals
  join oblast using (oblast_code)
  left join held using (oblast_code)
  order by gap_points desc, oblast_name)
select * from final
