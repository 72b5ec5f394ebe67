// Replaces the still tension chart by one that can be read off; the data come from the JSON API.
const box = document.getElementById("chart");

async function draw() {
  const answer = await fetch(box.dataset.series);
  if (!answer.ok) return;
  const { items } = await answer.json();
  if (items.length < 2) return;
  const days = items.map((r) => Date.parse(`${r.day}T00:00:00Z`) / 1000);
  const css = getComputedStyle(document.documentElement);
  const ink = css.getPropertyValue("--soft").trim();
  const accent = css.getPropertyValue("--accent").trim();
  const axis = { stroke: ink, grid: { stroke: css.getPropertyValue("--line").trim(), width: 1 } };
  const still = box.querySelector("svg");
  const options = {
    width: box.clientWidth - 20, height: 240, tzDate: (t) => uPlot.tzDate(new Date(t * 1e3), "Etc/UTC"),
    scales: { y: { range: (u, low, high) => [0, Math.max(high, 1)] } },
    axes: [{ ...axis, values: (u, marks) => marks.map((t) => new Date(t * 1e3).toISOString().slice(5, 10)) }, axis],
    series: [
      { label: "day", value: "{YYYY}-{MM}-{DD}" },
      { label: "tension", stroke: accent, width: 2, points: { show: false }, fill: `${accent}22`, value: (u, v) => v?.toFixed(2) },
      { label: "own base", stroke: ink, dash: [4, 4], points: { show: false }, value: (u, v) => v?.toFixed(2) },
    ],
  };
  still.remove();
  const chart = new uPlot(options, [days, items.map((r) => r.value), items.map((r) => r.baseline)], box);
  addEventListener("resize", () => chart.setSize({ width: box.clientWidth - 20, height: 240 }));
}

draw();
