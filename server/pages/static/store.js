// The order in progress, kept on the device: it survives a reload, a dead battery and a closed tab.

const HOURS = 3600e3;
const KEEP = 12 * HOURS;

/** Whether this is a device for many diners, on which nothing is kept. */
export const isForgetful = document.body.classList.contains("kiosk");

/** Under what name the order of a place is kept. */
export const nameOf = (place) => `aiqr:${place}`;

/**
 * What is kept for a place (a restaurant, by its slug): {at, text, state, key, html, language, sending}, all but `at` where there are any, or
 * {at, placed} after an order; null where nothing is kept, or it is too old.
 */
export function load(place) {
  if (isForgetful) return null;
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(place)));
    return kept && Date.now() - kept.at < KEEP ? kept : null;
  } catch {
    return null;
  }
}

/** Keep the order of a place. Without storage (private mode, full disk) the page works on, unkept. */
export function save(place, kept) {
  if (isForgetful) return;
  try {
    localStorage.setItem(nameOf(place), JSON.stringify({ ...kept, at: Date.now() }));
  } catch {
    // The order is still in the page itself.
  }
}

/** Forget the order of a place: it was placed, or emptied. */
export function forget(place) {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // Nothing was kept.
  }
}
