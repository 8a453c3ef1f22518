// The ordering page. Every step is a form that the server answers with the order as it is then; this script sends
// it in place, keeps the order on the device, and sees to it that a confirmed order is placed once.

import { isStale, renewOnline } from "./offline.js";
import { post, postUntilAnswered, Unreachable } from "./send.js";
import { offerSearch } from "./search.js";
import { openSheet } from "./sheet.js";
import * as store from "./store.js";
import { offerVoice } from "./voice.js";

const SURE = 5 * 60e3; // A confirm that was cut off longer ago than this is not repeated without asking.

const page = document.getElementById("page");
const place = page.dataset.place;
const texts = JSON.parse(document.getElementById("texts").textContent);
const words = document.getElementById("text");
const live = document.getElementById("live");
const toast = document.getElementById("network");
let busy = ""; // The step that is on its way.
const waiting = [];

const order = () => document.getElementById("order");
const field = (name) => order().querySelector(`input[name="${name}"]`);

function announce(text, visibly = false) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
  if (visibly) warn(text);
}

function warn(text) {
  toast.textContent = text;
  toast.hidden = !text;
}

function keep(more = {}) {
  const isEmpty = order().dataset.empty;
  if (isEmpty && !words.value) store.forget(place);
  else store.save(place, { text: words.value, ...(isEmpty ? {} : inProgress()), ...more });
}

function inProgress() {
  const html = order().outerHTML;
  return { state: field("state").value, key: field("key").value, html, language: page.dataset.language };
}

/** Put an order as the server wrote it in place of the one shown. */
function put(html) {
  document.body.append(live, toast);
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("order");
  order().replaceWith(document.adoptNode(fresh));
  watchBar();
  return fresh;
}

/** Show the order that the server answered. */
function show(html, wasFocused) {
  const fresh = put(html);
  if (fresh.dataset.clear) words.value = "";
  open(fresh);
  restoreFocus(wasFocused);
  announce([fresh.dataset.said, fresh.querySelector(".problem p")?.textContent].filter(Boolean).join(" "));
}

/** Open the sheet that an order came with. What is announced must stand in it: all else is out of reach then. */
function open(fresh) {
  openSheet(fresh, () => step("close"))?.append(live, toast);
}

function restoreFocus(id) {
  if (document.getElementById("sheet")) return;
  const again = id && document.getElementById(id);
  if (again && !again.disabled) again.focus({ preventScroll: true });
  else if (id) document.getElementById("order-title").focus({ preventScroll: true });
}

function formBody(action) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(page)) body.append(name, value);
  body.set("do", action);
  return body.toString();
}

/** Take one step: say, show, add, edit … The page stays as it is where the server cannot be reached. */
async function step(action, focused = null) {
  if (busy) return;
  setBusy(action);
  try {
    const answer = await post(place, formBody(action));
    warn("");
    if (!answer.html.includes('id="order"')) return refused(action);
    show(answer.html, focused);
    keep();
    if (action === "say") order().scrollIntoView();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    waiting.length = 0;
    announce(texts.offline, true);
  } finally {
    setBusy("");
  }
  if (waiting.length) await step(...waiting.shift());
}

/** Another press on + or on a dish while one is on its way counts too; where others would go, the page may change. */
function countsToo(action) {
  const adds = /^(more|add):/;
  return adds.test(busy) && adds.test(action) && !document.getElementById("sheet");
}

/** The server refused the step. An order from this device that it cannot read is forgotten. */
function refused(action) {
  if (action !== "restore") return announce(texts.failed, true);
  store.forget(place);
  location.reload();
}

/** Place the order. The same form, with the same key, is sent until an answer comes: it cannot be placed twice. */
async function confirm(body) {
  setBusy("confirm");
  keep({ sending: { body, at: Date.now() } });
  announce(texts.sending);
  const answer = await postUntilAnswered(place, body, () => announce(texts.retrying, true));
  if (answer.status === 201) {
    store.save(place, { placed: answer.location });
    location.assign(answer.location);
    return;
  }
  warn("");
  setBusy("");
  if (!answer.html.includes('id="order"')) return announce(texts.failed, true);
  show(answer.html, "order-title");
  order().querySelector(".problem")?.scrollIntoView({ block: "center" });
  keep();
}

function setBusy(action) {
  busy = action;
  page.toggleAttribute("data-busy", Boolean(action));
  const button = document.getElementById("confirm");
  if (button) button.setAttribute("aria-busy", String(Boolean(action)));
}

/** Bring back the order that this device keeps, and finish what a lost connection cut off. */
async function restore() {
  const kept = store.load(place);
  if (kept?.placed) return showPlaced(kept.placed);
  words.value ||= kept?.text || "";
  if (!kept?.state || !order().dataset.empty) return;
  if (kept.html && kept.language === page.dataset.language) put(kept.html).querySelector("#sheet")?.remove();
  field("state").value = kept.state;
  field("key").value = kept.key;
  if (kept.sending && Date.now() - kept.sending.at < SURE) return confirm(kept.sending.body);
  await step("restore");
  if (kept.sending) announce(texts.unsure, true);
}

/** Lead to the order that was placed last, where the page is from before and does not know of it yet. */
function showPlaced(address) {
  if (!isStale()) return store.forget(place);
  const arrived = document.getElementById("arrived");
  arrived.querySelector("a").href = address;
  arrived.hidden = false;
}

function watchBar() {
  const bar = order().querySelector(".bar");
  const confirmBox = order().querySelector(".confirm");
  if (!bar) return;
  new IntersectionObserver(([entry]) => bar.classList.toggle("away", entry.isIntersecting)).observe(confirmBox);
}

page.addEventListener("submit", (event) => {
  const action = event.submitter?.value || "say";
  if (action.startsWith("lang:")) {
    event.preventDefault();
    keep();
    location.assign(`${place}?lang=${action.slice(5)}`);
    return;
  }
  event.preventDefault();
  if (busy && countsToo(action)) waiting.push([action, event.submitter.id]);
  if (busy) return;
  if (action === "confirm") confirm(formBody(action));
  else if (action === "say" && !words.value.trim()) words.focus();
  else step(action, event.submitter?.id);
});

words.addEventListener("input", () => {
  if (!busy) keep();
});

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (words.value.trim()) step("say");
});

// A page that the browser kept in memory may show an order that was placed since.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

offerSearch(document.getElementById("q"), document.querySelector(".menu"), announce);
offerVoice(document.getElementById("mic"), words, page.dataset.language, texts, announce);
open(order());
watchBar();
renewOnline(() => location.reload());
restore();
