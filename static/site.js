// Words of the page's language in the scripts of datasette-vega, datasette-cluster-map and table.js,
// which are in English, and the chart in its own place instead of inside the frame of the table.
const isUkrainian = document.documentElement.lang === "uk";
const [sqlQuery, chartName, adjustChart] = isUkrainian
  ? ["Запит SQL", "Діаграма", "Налаштувати діаграму"]
  : ["SQL query", "Chart", "Adjust the chart"];
const words = {
  "Show charting options": "Побудувати діаграму",
  "Charting options": "Налаштування діаграми",
  "Bar": "Стовпчики",
  "Line": "Лінія",
  "Scatter": "Точки",
  "X column": "По горизонталі",
  "Y column": "По вертикалі",
  "Type": "Вид даних",
  "Numeric": "Число",
  "Numeric, binned": "Число, проміжками",
  "Date/time": "Дата",
  "Date/time, binned": "Дата, проміжками",
  "Label": "Назва",
  "Category": "Категорія",
  "Swap X and Y": "Поміняти осі",
  "Color": "Колір",
  "Size": "Розмір",
  "-- none --": "— немає —",
  "Save as SVG": "Зберегти як SVG",
  "Save as PNG": "Зберегти як PNG",
  "View Source": "Показати опис діаграми",
  "Open in Vega Editor": "Відкрити у Vega Editor (інший сайт)",
  "Sort ascending": "За зростанням",
  "Sort descending": "За спаданням",
  "Facet by this": "Показати значення",
  "Hide this column": "Сховати колонку",
  "Show all columns": "Показати всі колонки",
  "Show not-blank rows": "Лише заповнені",
  "load all": "завантажити всі",
  "pause": "зупинити",
};

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue.trim();
    if (Object.hasOwn(words, text)) node.nodeValue = node.nodeValue.replace(text, words[text]);
    const shown = text.match(/^Showing (.+) of (.+?)( \(.+\))?$/);
    if (shown) node.nodeValue = `На мапі ${shown[1]} із ${shown[2]}${shown[3] || ""} `;
  }
}

function keepTranslated(element) {
  if (!element || !isUkrainian) return;
  translate(element);
  new MutationObserver(() => translate(element)).observe(element, { childList: true, subtree: true });
}

// Name → title of the columns whose heads `heads` selects in the table of the page.
export function columnTitles(heads) {
  const found = document.querySelectorAll(`table.rows-and-columns ${heads}`);
  return Object.fromEntries(
    Array.from(found, (th) => [th.dataset.column, th.dataset.title || th.textContent.trim()])
  );
}

// datasette-vega draws the rows of the first link to JSON. Ours, unseen, leads to the rows that have
// titles for names of columns and names for codes, and are not only those of the page.
const json = document.querySelector(".export-links a[href*=json]");
if (json) {
  const rows = new URL(json.href);
  rows.pathname = rows.pathname.replace(/\.json$/, ".json_chart");
  rows.searchParams.set("_labels", "on");
  rows.searchParams.set("_size", "max");
  const link = Object.assign(document.createElement("a"), { href: rows });
  const unseen = Object.assign(document.createElement("span"), { className: "export-links", hidden: true });
  unseen.append(link);
  document.body.prepend(unseen);
}

// The place of a chart on a page that shows none of its own.
function placeBefore(element) {
  const place = Object.assign(document.createElement("div"), { id: "chart", className: "chart-of-table" });
  element.before(place);
  return place;
}

// What scripts of others put on the page without a name or out of reach of the keyboard.
function nameForeign() {
  for (const box of document.querySelectorAll(".CodeMirror textarea:not([aria-label])"))
    box.setAttribute("aria-label", sqlQuery);
  for (const menu of document.querySelectorAll(".dropdown-menu:not([data-words])")) {
    menu.dataset.words = "";  // table.js makes it after this script
    keepTranslated(menu);
  }
  for (const frame of document.querySelectorAll('#chart div[style*="overflow"]:not([tabindex])')) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", chartName);
  }
}
nameForeign();
new MutationObserver(nameForeign).observe(document.body, { childList: true, subtree: true });

keepTranslated(document.querySelector("#map"));

document.addEventListener("DOMContentLoaded", () => {
  // datasette-vega has put its element before the table by now.
  const table = document.querySelector("table.rows-and-columns");
  const chart = table?.previousElementSibling;
  if (!chart || !chart.querySelector(".datasette-vega, .datasette-vega-inactive, div")) return;
  const place = document.querySelector("#chart") || placeBefore(table.closest(".table-wrapper") || table);
  place.append(chart);
  keepTranslated(place);
  if (place.classList.contains("chart-of-table")) return;
  const button = document.createElement("button");
  button.className = "quiet";
  button.textContent = adjustChart;
  button.addEventListener("click", () => place.classList.toggle("is-edited"));
  place.after(button);
});

// The way past the head: the address's own «#…» holds the chart, and must stay.
document.querySelector("a.skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector("#content").focus();
});
