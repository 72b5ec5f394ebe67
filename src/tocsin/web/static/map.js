// The incident map: countries from the bundled Natural Earth outline, points from the JSON API; nothing is fetched from elsewhere.
const box = document.getElementById("map");
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const colour = ["match", ["get", "quad"], 4, dark ? "#ff8a80" : "#b3261e", 3, dark ? "#f0a353" : "#9a5200", dark ? "#7fd6a0" : "#2f7d4f"];

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

// The outline cuts no ring at 180 degrees: one that crosses goes on beyond it, or its fill would band the whole world.
function unrolled(ring) {
  if (ring.some(([, lat]) => lat < -85)) return ring;
  let turn = 0;
  return ring.map(([lon, lat], n) => {
    if (n && Math.abs(lon - ring[n - 1][0]) > 180) turn += lon < ring[n - 1][0] ? 360 : -360;
    return [lon + turn, lat];
  });
}

function countries(world) {
  const land = topojson.feature(world, world.objects.countries);
  for (const { geometry } of land.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of polygons) rings.forEach((ring, n) => { rings[n] = unrolled(ring); });
  }
  return land;
}

function style(land) {
  return {
    version: 8,
    sources: { land: { type: "geojson", data: land } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": dark ? "#14171b" : "#eef2f5" } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": dark ? "#2a3038" : "#ffffff" } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": dark ? "#4a525d" : "#c4c0b8", "line-width": 0.7 } },
    ],
  };
}

function popup(point) {
  const p = point.properties;
  const node = document.createElement("div");
  const title = document.createElement("a");
  title.href = `/incident/${encodeURIComponent(point.properties.id)}`;
  title.textContent = `${p.type.toLowerCase()}${p.mode ? ` (${p.mode})` : ""}, ${p.place}, ${p.date ?? "undated"}`;
  const more = document.createElement("p");
  more.textContent = `${p.status}, ${p.origins} independent origin${p.origins === 1 ? "" : "s"}. ${p.actors || "Actor not named"}.`;
  node.append(title, more);
  return node;
}

function fit(map, points) {
  if (!points.features.length) return;
  const bounds = new maplibregl.LngLatBounds();
  for (const f of points.features) bounds.extend(f.geometry.coordinates);
  map.fitBounds(bounds, { padding: 60, maxZoom: 5, animate: false });
}

async function draw() {
  const [world, points] = await Promise.all([json("/static/vendor/countries-50m.json"), json(box.dataset.incidents)]);
  maplibregl.setWorkerUrl("/static/vendor/maplibre-gl-csp-worker.js");
  const map = new maplibregl.Map({ container: box, style: style(countries(world)), center: [30, 20], zoom: 1, attributionControl: false });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.on("load", () => {
    map.addSource("incidents", { type: "geojson", data: points });
    map.addLayer({ id: "incidents", type: "circle", source: "incidents", paint: { "circle-radius": 7, "circle-color": colour, "circle-opacity": 0.75, "circle-stroke-width": 1.5, "circle-stroke-color": dark ? "#14171b" : "#ffffff" } });
    map.on("click", "incidents", (e) => new maplibregl.Popup().setLngLat(e.lngLat).setDOMContent(popup(e.features[0])).addTo(map));
    map.on("mouseenter", "incidents", () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", "incidents", () => { map.getCanvas().style.cursor = ""; });
    fit(map, points);
    box.dataset.ready = "yes";
  });
}

draw().catch((error) => { box.textContent = `The map could not be drawn (${error.message}); the list below holds the same incidents.`; });
