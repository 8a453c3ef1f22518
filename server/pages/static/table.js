// What the table has ordered, live: an event of another state than the one shown has the part asked for anew. Each stream
// begins with the present state, so that nothing is missed between two. No stream is open while nobody looks.

const AGAIN = 3000; // After so long what did not come is asked for again.
const PATIENCE = 15000; // Of one question; what hangs in a dead spot would hold up all that come after it.
const SILENT = 40000; // The stream says every 15 seconds that it is there: after so long it is dead, and begun anew.
const shown = () => document.getElementById("table-now");
let source = null;
let latest = ""; // The state of which the stream told last.
let wanted = 0; // Counts what asked for the table's part.
let asking = null; // The answer that is on its way.
let waiting = 0;
let silence = 0;

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
  const hear = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      close();
      open(place, changed);
    }, SILENT);
  };
  hear();
  source.addEventListener("still", hear);
  source.addEventListener("table", async (event) => {
    hear();
    latest = event.lastEventId;
    if (latest !== shown().dataset.state && (await renew(place))) changed();
  });
}

function close() {
  clearTimeout(waiting);
  clearTimeout(silence);
  source?.close();
  source = null;
}

/** Ask for the table's part anew, one question at a time; answers its state, "" where it did not come. */
export function renew(place) {
  wanted += 1;
  asking ??= ask(place).finally(() => (asking = null));
  return asking;
}

/** Ask until the answer is none of before the last change. */
async function ask(place) {
  for (;;) {
    const asked = wanted;
    const state = shown() && (await once(place));
    if (!state || asked === wanted || state === latest) return state || "";
  }
}

async function once(place) {
  clearTimeout(waiting);
  try {
    const answer = await fetch(place, { headers: { "X-Fragment": "table" }, cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) });
    return answer.ok ? put(await answer.text()) : "";
  } catch {
    waiting = setTimeout(renew, AGAIN, place);
    return "";
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
