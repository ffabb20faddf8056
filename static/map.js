// Draws the outlines of the oblasts under the markers of datasette-cluster-map, and turns its
// pop-ups into the words of the page: titles of columns, nothing hidden, nothing empty.
import { columnTitles } from "./site.js";

const outlines = fetch(new URL("../-/oblasts.geojson", import.meta.url)).then((r) => r.json());

function translatePopup(popup) {
  const list = popup.getElement()?.querySelector("dl.cluster-map-dl");
  if (!list || list.dataset.translated) return;
  list.dataset.translated = "yes";
  list.removeAttribute("style");
  const known = columnTitles("th[data-column]:not([hidden])");
  for (const term of list.querySelectorAll("dt")) {
    const value = term.nextElementSibling;
    const isEmpty = ["", "null"].includes(value.textContent.trim());
    if (isEmpty || !(term.textContent in known)) {
      value.remove();
      term.remove();
    } else {
      term.textContent = known[term.textContent];
      value.querySelector("span")?.remove();
    }
  }
  // Given as an element: update() alone would write the first words again.
  popup.setContent(list);
}

// Ukraine stays in sight when all the places are close together.
const CLOSEST = 8;

// The same address as datasette-cluster-map imports: the browser runs Leaflet once for both.
import(window.datasette.leaflet.JAVASCRIPT_URL).then(() => {
  L.Map.addInitHook(function () {
    this.on("popupopen", (event) => translatePopup(event.popup));
    const fitBounds = this.fitBounds;
    this.fitBounds = (bounds, options) =>
      fitBounds.call(this, bounds, this._zoom >= CLOSEST ? options : { maxZoom: CLOSEST, ...options });
    this.attributionControl?.setPrefix("");
    outlines.then((data) =>
      L.geoJSON(data, { interactive: false, className: "oblast-outline", style: { weight: 1 } }).addTo(this)
    );
  });
});
