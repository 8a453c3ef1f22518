// The staff's pages look again every few seconds, and show what changed; not while something is being filled in.

const EVERY = 5000;
const main = document.getElementById("main");
let state = main.dataset.state;

const now = () => document.getElementById("now");
const isFilledIn = () => now().querySelector("details[open]") || now().contains(document.activeElement);

async function look() {
  if (document.visibilityState !== "visible" || isFilledIn()) return;
  const answer = await fetch(location.pathname, {
    headers: { "X-Fragment": "now", "X-State": state },
    signal: AbortSignal.timeout?.(EVERY),
  });
  if (answer.status === 401) return location.reload();
  if (answer.status === 200) show(await answer.text(), answer.headers.get("X-State"));
}

function show(html, fresh) {
  const part = new DOMParser().parseFromString(html, "text/html").getElementById("now");
  if (!part || isFilledIn()) return;
  now().replaceWith(document.adoptNode(part));
  state = fresh;
  if (part.dataset.title) document.title = part.dataset.title;
}

async function goOn() {
  await look().catch(() => {}); // Without a network the page stays as it is.
  setTimeout(goOn, EVERY);
}

if (now()) setTimeout(goOn, EVERY);
document.addEventListener("visibilitychange", () => now() && look().catch(() => {}));
