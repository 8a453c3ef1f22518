// What the table has ordered, live: an event of the table has the part asked for anew. No stream is open while nobody looks.

const shown = () => document.getElementById("table-now");
let source = null;

/** Follow the table of the page at `place`; `changed` is called after each change. */
export function followTable(place, changed) {
  if (!shown() || !window.EventSource) return;
  const follow = () => (document.visibilityState === "visible" ? open(place, changed) : close());
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  follow();
}

function open(place, changed) {
  if (source) return;
  source = new EventSource(shown().dataset.events);
  source.addEventListener("table", () => renew(place, changed));
}

function close() {
  source?.close();
  source = null;
}

async function renew(place, changed) {
  try {
    const answer = await fetch(place, { headers: { "X-Fragment": "table" }, cache: "no-store" });
    if (answer.ok) put(await answer.text(), changed);
  } catch {
    // The next event brings it.
  }
}

function put(html, changed) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("table-now");
  if (!fresh) return close();
  const isOpen = document.getElementById("table-orders")?.open;
  if (fresh.outerHTML !== shown().outerHTML.replace(" open=\"\"", "")) {
    shown().replaceWith(document.adoptNode(fresh));
    if (isOpen) document.getElementById("table-orders")?.setAttribute("open", "");
  }
  changed();
}
