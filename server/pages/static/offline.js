// What was seen before is kept for a reload without network. A page that is from before says so, until it is loaded anew.

const stale = document.getElementById("stale");

addEventListener("load", () => {
  if (document.body.classList.contains("kiosk")) return;
  navigator.serviceWorker?.register(new URL("worker.js", import.meta.url), { scope: "/" }).catch(() => {});
});

/** Whether the page is from before. */
export const isStale = () => !stale.hidden;

/** Call `renew` as soon as there is a network again, where the page is from before and is not being left. */
export function renewOnline(renew) {
  if (!isStale()) return;
  let isBeingLeft = false;
  addEventListener("beforeunload", () => (isBeingLeft = true));
  addEventListener("online", () => {
    if (navigator.onLine && !isBeingLeft) renew();
  });
}

/** Say no longer that the page is from before. */
export function isFresh() {
  stale.hidden = true;
}

/** Say that the page is from before: the server cannot be reached. */
export function isFromBefore() {
  stale.hidden = false;
}
