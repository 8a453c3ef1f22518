// What the table has ordered, live: an event of another state than the one shown has the part asked for anew. Each stream
// begins with the present state, so that nothing is missed between two. No stream is open while nobody looks.

const shown = () => document.getElementById("table-now");
let source = null;
let told = ""; // The state of which `changed` knows.

/** Follow the table of the page at `place`; `changed` is called after each change. */
export function followTable(place, changed) {
  if (!shown() || !window.EventSource) return;
  told = shown().dataset.state;
  const follow = () => (document.visibilityState === "visible" ? open(place, changed) : close());
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  follow();
}

function open(place, changed) {
  if (source) return;
  source = new EventSource(shown().dataset.events);
  source.addEventListener("table", async (event) => {
    if (event.lastEventId === told) return;
    const state = await renew(place);
    if (!state) return;
    told = state;
    changed();
  });
}

function close() {
  source?.close();
  source = null;
}

/** Ask for the table's part anew; answers its state, "" where it did not come. */
export async function renew(place) {
  if (!shown()) return "";
  try {
    const answer = await fetch(place, { headers: { "X-Fragment": "table" }, cache: "no-store" });
    return answer.ok ? put(await answer.text()) : "";
  } catch {
    return ""; // The next event brings it.
  }
}

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("table-now");
  if (!fresh) {
    close();
    return "";
  }
  const { state } = fresh.dataset;
  const isOpen = document.getElementById("table-orders")?.open;
  shown().dataset.state = state;
  if (fresh.outerHTML !== shown().outerHTML.replace(" open=\"\"", "")) {
    shown().replaceWith(document.adoptNode(fresh));
    if (isOpen) document.getElementById("table-orders")?.setAttribute("open", "");
  }
  return state;
}
