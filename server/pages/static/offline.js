// What was seen before is kept for a reload without network. A page that is from before says so, until it is loaded anew.

const AGAIN = 5000;
const PATIENCE = 8000; // As in worker.js: a page that takes longer would be shown from before once more.
const stale = document.getElementById("stale");

addEventListener("load", () => {
  if (document.body.classList.contains("kiosk")) return;
  navigator.serviceWorker?.register(new URL("worker.js", import.meta.url), { scope: "/" }).catch(() => {});
});

/** Whether the page is from before. */
export const isStale = () => !stale.hidden;

/** Call `renew` as soon as the server can be reached again, where the page is from before and is not being left. */
export function renewOnline(renew) {
  if (!isStale()) return;
  let isBeingLeft = false;
  addEventListener("beforeunload", () => (isBeingLeft = true));
  addEventListener("online", () => {
    if (navigator.onLine && !isBeingLeft) renew();
  });
  // A phone in a network without a way out hears of no change: it has to ask.
  const ask = async () => {
    if (!isStale()) return;
    if (document.visibilityState === "visible" && (await isReachable()) && !isBeingLeft) renew();
    setTimeout(ask, AGAIN);
  };
  setTimeout(ask, AGAIN);
}

async function isReachable() {
  const how = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) };
  const answer = await fetch(location.pathname, how).catch(() => null);
  return Boolean(answer?.ok);
}

/** Say no longer that the page is from before. */
export function isFresh() {
  stale.hidden = true;
}

/** Say that the page is from before: the server cannot be reached. */
export function isFromBefore() {
  stale.hidden = false;
}
