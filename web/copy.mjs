// Copies the few files that the dashboard serves from node_modules into the Python package.
import { cpSync, mkdirSync } from "node:fs";

const from = new URL("node_modules/", import.meta.url);
const to = new URL("../src/tocsin/web/static/vendor/", import.meta.url);
const files = [
  "maplibre-gl/dist/maplibre-gl-csp.js",
  "maplibre-gl/dist/maplibre-gl-csp-worker.js",
  "maplibre-gl/dist/maplibre-gl.css",
  "topojson-client/dist/topojson-client.min.js",
  "uplot/dist/uPlot.iife.min.js",
  "uplot/dist/uPlot.min.css",
  "world-atlas/countries-50m.json",
];
mkdirSync(to, { recursive: true });
for (const file of files) cpSync(new URL(file, from), new URL(file.split("/").pop(), to));
