// The menu: the bar of its parts follows the scroll, dishes that go against an allergy are marked, and it renews itself.

import { offerSearch } from "./search.js";

const ASK = 45000;
const PATIENCE = 15000; // Of one question: what hangs in a dead spot would end all renewing.
const root = document.documentElement;
const now = () => document.getElementById("menu-now");
const finder = () => document.getElementById("finder");
let contains = "";
let allergies = {};
let announce = () => {};
let seen = "";
let asking = false;

/** Take care of the menu. `said` is the pattern "contains %(what)s" in the reader's language. */
export function offerMenu(said, tell) {
  contains = said;
  announce = tell;
  begin();
  addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  addEventListener("resize", measure);
}

function begin() {
  offerSearch(now(), announce);
  measure();
  follow();
  mark();
}

/** The bars that stick are so high that jumps end beneath them. */
function measure() {
  root.style.setProperty("--finder", `${Math.ceil(finder().getBoundingClientRect().height)}px`);
}

/** Mark the part of the menu that is being read in the bar of its parts. */
function follow() {
  const bar = finder().querySelector(".jump ul");
  if (!bar) return;
  const edge = finder().getBoundingClientRect().bottom + 2;
  const links = Array.from(bar.querySelectorAll("li:not([hidden]) a"));
  const read = links.filter((link) => document.querySelector(link.hash)?.getBoundingClientRect().top <= edge).pop();
  const current = read || links[0];
  for (const link of links) if (link !== current) link.removeAttribute("aria-current");
  if (!current || current.hasAttribute("aria-current")) return;
  current.setAttribute("aria-current", "true");
  const place = current.getBoundingClientRect();
  const frame = bar.getBoundingClientRect();
  bar.scrollBy({ left: place.left + place.width / 2 - frame.left - frame.width / 2 });
}

/** Mark every dish that states an allergen of `told`: names by code. */
export function markAllergies(told) {
  allergies = told;
  mark();
}

function mark() {
  for (const row of now().querySelectorAll(".dish-row")) {
    const codes = row.dataset.avoid.split(" ").filter((code) => code in allergies);
    row.querySelector(".conflict")?.remove();
    if (!codes.length) continue;
    const warning = document.createElement("strong");
    warning.className = "conflict";
    warning.textContent = contains.replace("%(what)s", codes.map((code) => allergies[code]).join(", "));
    row.querySelector(".item-side").before(warning);
  }
}

/** The name of the menu that is shown. */
export const menuVersion = () => now().dataset.version;

/** Ask whether the menu or the restaurant's state changed; put what is new in place. Answers whether it did. */
export async function renewMenu(place) {
  if (asking) return false;
  asking = true;
  try {
    const headers = { "X-Fragment": "menu", "X-Menu": seen };
    const answer = await fetch(place, { headers, cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) });
    const isFirst = !seen;
    seen = answer.headers.get("X-Menu") || seen;
    return answer.status === 200 && put(await answer.text(), isFirst);
  } catch {
    return false; // The next time of asking brings it.
  } finally {
    asking = false;
  }
}

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const state = document.getElementById("state");
  const isSame = fresh.getElementById("menu-now").dataset.version === menuVersion();
  const isSameState = fresh.getElementById("state").outerHTML === state.outerHTML;
  if (!isSameState) {
    state.replaceWith(document.adoptNode(fresh.getElementById("state")));
    announce(document.querySelector("#state .notice")?.textContent || "", true);
  }
  if (!isSame) replace(document.adoptNode(fresh.getElementById("menu-now")));
  return !(isSame && isSameState);
}

/** Put a new menu in place: the search, the focus and what is in view stay. */
function replace(fresh) {
  const query = now().querySelector("#q").value;
  const focused = now().contains(document.activeElement) ? document.activeElement.id : "";
  const edge = finder().getBoundingClientRect().bottom;
  const anchor = Array.from(now().querySelectorAll(".item")).find((one) => one.getBoundingClientRect().top >= edge);
  const before = anchor?.getBoundingClientRect().top;
  now().replaceWith(fresh);
  now().querySelector("#q").value = query;
  begin();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  const again = anchor && document.getElementById(anchor.id);
  if (again) scrollBy({ top: again.getBoundingClientRect().top - before, behavior: "instant" });
}

/** Renew the menu from time to time, and whenever the page is looked at again. */
export function keepFresh(renew) {
  setInterval(() => document.visibilityState === "visible" && renew(), ASK);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && renew());
}
