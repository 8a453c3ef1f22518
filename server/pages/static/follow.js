// Following an order: live events, or asking again where they do not come; a sound, a buzz and the title when ready.

import { isFresh, isFromBefore, renewOnline } from "./offline.js";

const POLL = 5000;
const ATTEND = 30000;
const main = document.getElementById("main");
const texts = JSON.parse(document.getElementById("texts").textContent);
const live = document.getElementById("live");
let sound = null;
let polling = 0;

const shown = () => document.getElementById("follow");
const revision = () => Number(shown().dataset.revision);
const ended = () => "ended" in shown().dataset;

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Fragment": "order" }, cache: "no-store" });
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

function ring() {
  navigator.vibrate?.([300, 150, 300, 150, 300]);
  if (!sound) return;
  [0, 0.25, 0.5].forEach((after, i) => {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    const start = sound.currentTime + after;
    tone.frequency.value = [660, 880, 1100][i];
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(volume).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.6);
  });
}

function offerSound() {
  const button = document.getElementById("sound");
  if (!button || !window.AudioContext || ended()) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    sound = sound ? (sound.close(), null) : new AudioContext();
    button.setAttribute("aria-pressed", String(Boolean(sound)));
    button.textContent = sound ? texts.soundOn : texts.soundOff;
  });
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
