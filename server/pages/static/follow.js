// Following an order: live events, or asking again where they do not come; a sound, a buzz and the title when ready.

import { canSound, chime, isSounding, toggleSound } from "./chime.js";
import { isFresh, isFromBefore, renewOnline } from "./offline.js";
import { mayTell, tell } from "./push.js";

const POLL = 5000;
const ATTEND = 30000;
const PATIENCE = 15000;
const main = document.getElementById("main");
const texts = JSON.parse(document.getElementById("texts").textContent);
const live = document.getElementById("live");
let polling = 0;

const shown = () => document.getElementById("follow");
const revision = () => Number(shown().dataset.revision);
const ended = () => "ended" in shown().dataset;

async function refresh() {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(location.pathname, { headers: { "X-Fragment": "order" }, cache: "no-store", signal });
    if (!answer.ok) return;
    show(await answer.text());
    isFresh();
  } catch {
    isFromBefore(); // The next event, or the next time of asking, brings it.
  }
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("follow");
  if (!fresh || Number(fresh.dataset.revision) < revision()) return;
  const { status: before, said, offer } = shown().dataset;
  const isSame = fresh.dataset.said === said && fresh.dataset.offer === offer;
  if (Number(fresh.dataset.revision) === revision() && isSame) return;
  shown().replaceWith(document.adoptNode(fresh));
  document.title = fresh.dataset.title;
  if (said !== fresh.dataset.said) live.textContent = fresh.dataset.said;
  if (before === fresh.dataset.status) return;
  if (fresh.dataset.status === "ready") ring();
  if (ended()) stop();
}

/** Cancel in place. Where no answer comes the page says so, and is as it was; pressed again it is cancelled once. */
async function change(form, action) {
  const body = new URLSearchParams({ do: action });
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "order" }, signal });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("follow");
    if (!fresh) throw new Error(answer.status);
    shown().replaceWith(document.adoptNode(fresh));
    document.title = fresh.dataset.title;
    live.textContent = document.querySelector(".problem")?.textContent || fresh.dataset.said;
    if (ended()) stop();
  } catch {
    warn();
  }
}

/** Say where the eye is that nothing was sent. */
function warn() {
  const said = document.getElementById("unsent") || document.createElement("p");
  Object.assign(said, { id: "unsent", className: "problem", textContent: texts.offline });
  said.setAttribute("role", "alert");
  const form = document.querySelector("#mind[open] form");
  if (form) form.prepend(said);
  else shown().querySelector(".state").after(said);
}

document.addEventListener("submit", (event) => {
  const isChange = event.target.closest("#mind");
  if (!isChange && navigator.onLine) return;
  event.preventDefault();
  if (isChange) change(event.target, event.submitter.value);
  else warn();
});

function ring() {
  navigator.vibrate?.([300, 150, 300, 150, 300]);
  chime();
}

function offerSound() {
  const button = document.getElementById("sound");
  if (!button || ended() || !(canSound() || mayTell())) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (mayTell()) tellAlways();
    if (!canSound()) return;
    toggleSound();
    button.setAttribute("aria-pressed", String(isSounding()));
    button.textContent = isSounding() ? texts.soundOn : texts.soundOff;
  });
}

/** Have the phone told as well where this page is closed. */
async function tellAlways() {
  const isTold = await tell(main.dataset.push, main.dataset.pushKey, document.documentElement.lang);
  document.getElementById("told").hidden = !isTold;
}

let screen = null;
async function keepAwake() {
  if (ended() || document.visibilityState !== "visible") return;
  try {
    screen = await navigator.wakeLock?.request("screen");
  } catch {
    screen = null; // Low battery, or not allowed: the order is followed all the same.
  }
}

function stop() {
  events?.close();
  clearInterval(polling);
  clearInterval(attending);
  screen?.release();
  document.getElementById("sound")?.remove();
  document.getElementById("told")?.remove();
}

function poll() {
  if (!polling) polling = setInterval(refresh, POLL);
}

function listen() {
  const source = new EventSource(main.dataset.events);
  source.addEventListener("order", (event) => {
    clearInterval(polling);
    polling = 0;
    if (JSON.parse(event.data).revision > revision()) refresh();
  });
  source.onerror = poll;
  return source;
}

// That nobody looks at an order is no event: it is asked for.
const attending = ended() ? 0 : setInterval(refresh, ATTEND);
const events = ended() || !window.EventSource ? null : listen();
if (!events && !ended()) poll();
offerSound();
if (!ended() && mayTell() && Notification.permission === "granted") tellAlways();
keepAwake();
renewOnline(refresh);
addEventListener("offline", isFromBefore);
addEventListener("online", refresh);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || ended()) return;
  keepAwake();
  refresh();
});
document.querySelector("#refresh")?.remove();
