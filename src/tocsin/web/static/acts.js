// Lets a person acknowledge, annotate or mute an alert; what is said goes into the ledger and is never edited.
function say(form, text) {
  form.querySelector("output").textContent = text;
}

async function act(event) {
  event.preventDefault();
  const form = event.target;
  const data = Object.fromEntries(new FormData(form, event.submitter));
  const told = { deed: data.deed, by: data.by, text: data.text };
  if (data.deed === "mute") told.until = data.until;
  const answer = await fetch(`/api/v1/alerts/${encodeURIComponent(form.dataset.alert)}/acts`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) return say(form, body.error ?? `Not kept: ${answer.status}`);
  localStorage.setItem("by", data.by);
  say(form, `Kept: ${body.deed} by ${body.by}, ${body.at.slice(0, 10)}${body.until ? `, until ${body.until}` : ""}.`);
}

for (const form of document.querySelectorAll("form.act")) {
  form.closest("details").hidden = false;
  form.elements.by.value = localStorage.getItem("by") ?? "";
  form.addEventListener("submit", (event) => act(event).catch((error) => say(form, `Not kept: ${error.message}`)));
}
