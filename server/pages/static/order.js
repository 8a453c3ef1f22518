// The ordering page. Every step is a form that the server answers with the order as it is then; this script sends
// it in place, keeps the order on the device, and sees to it that a confirmed order is placed once.

import { closeDock, isOpen, openDock, reopenDock } from "./dock.js";
import { keepFresh, markAllergies, menuVersion, offerMenu, renewMenu } from "./menu.js";
import { isStale, renewOnline } from "./offline.js";
import { post, postUntilAnswered, Unreachable } from "./send.js";
import { findMissing, openSheet } from "./sheet.js";
import * as store from "./store.js";
import { followTable, renew as renewTable } from "./table.js";
import { offerVoice } from "./voice.js";

const SURE = 5 * 60e3; // A confirm that was cut off longer ago than this is not repeated without asking.

const page = document.getElementById("page");
const place = page.dataset.place;
const home = page.dataset.slug; // Every table and tab of a restaurant shares the order of this device.
const texts = JSON.parse(document.getElementById("texts").textContent);
const words = document.getElementById("text");
const live = document.getElementById("live");
const toast = document.getElementById("network");
const money = new Intl.NumberFormat(page.dataset.language, { style: "currency", currency: page.dataset.currency });
const decimals = money.resolvedOptions().maximumFractionDigits;
const say = { money: (minor) => money.format(minor / 10 ** decimals) };
const TOLD = 4000; // How long what was done stays in view.
let busy = ""; // The step that is on its way.
let turn = 0; // Counts the steps: a step that ends does not end the next one.
let opener = ""; // What the sheet was opened from.
let fading = 0;
const waiting = [];

const order = () => document.getElementById("order");
const field = (name) => order().querySelector(`input[name="${name}"]`);

function announce(text, visibly = false) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
  if (visibly) warn(text);
}

function warn(text) {
  clearTimeout(fading);
  toast.textContent = text;
  toast.hidden = !text;
}

/** Say for a moment what was done. */
function tell(text) {
  if (!text) return;
  warn(text);
  fading = setTimeout(warn, TOLD, "");
}

function keep(more = {}) {
  const isEmpty = order().dataset.empty;
  if (isEmpty && !words.value) store.forget(home);
  else store.save(home, { text: words.value, ...(isEmpty ? {} : inProgress()), ...more });
}

function inProgress() {
  const html = order().outerHTML;
  return { state: field("state").value, key: field("key").value, html, language: page.dataset.language };
}

/** Put an order as the server wrote it in place of the one shown. */
function put(html) {
  document.body.append(live, toast);
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("order");
  const unfolded = order().querySelector("#fold")?.open;
  const scrolled = order().scrollTop;
  order().replaceWith(document.adoptNode(fresh));
  if (unfolded && fresh.querySelector("#fold")) fresh.querySelector("#fold").open = true;
  fresh.scrollTop = scrolled;
  if (fresh.querySelector("#panel")) reopenDock();
  else closeDock();
  markAllergies(JSON.parse(fresh.dataset.allergies));
  return fresh;
}

/** Start with the order as another tab of this device left it. */
function adopt() {
  const kept = store.load(home);
  if (kept?.html && kept.state !== field("state").value && kept.language === page.dataset.language) {
    put(kept.html).querySelector("#sheet")?.remove();
  }
}

/** One tab at a time changes the order, so that none loses what another added. */
const alone = (work) => (navigator.locks ? navigator.locks.request(`aiqr:${home}`, work) : work());

/** Show the order that the server answered to `sent`; what was typed since then stays. */
function show(html, wasFocused, sent) {
  const fresh = put(html);
  if (fresh.dataset.clear && words.value === sent) words.value = "";
  open(fresh);
  restoreFocus(wasFocused);
  announce([fresh.dataset.said, fresh.querySelector(".problem p")?.textContent].filter(Boolean).join(" "));
}

/** Open the sheet that an order came with. What is announced must stand in it: all else is out of reach then. */
function open(fresh) {
  openSheet(fresh, () => step("close"), say)?.append(live, toast);
}

/** The focus goes back to what was pressed, or to the nearest thing that is left of it. */
function restoreFocus(id) {
  if (document.getElementById("sheet")) return;
  const wanted = [/^(remove|less)-/.test(id) ? "undo" : id, id, "undo", isOpen() ? "order-title" : "bar", "order"];
  const again = wanted.map((one) => one && document.getElementById(one)).find((one) => one && canTakeFocus(one));
  if (id || document.activeElement === document.body) again?.focus({ preventScroll: true });
}

const canTakeFocus = (one) => !one.disabled && one.getClientRects().length > 0;

function formBody(action, text = words.value) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(page)) body.append(name, value);
  body.set(words.name, text);
  body.set("do", action);
  return body.toString();
}

/** Take one step: say, show, add, edit … The page stays as it is where the server cannot be reached. */
async function step(action, focused = null) {
  if (busy) return;
  setBusy(action);
  const mine = turn;
  const sent = words.value;
  if (/^(show|edit|meal):/.test(action)) opener = focused;
  const isSheetLeft = /^(close|add:|save:)/.test(action) && document.getElementById("sheet");
  try {
    const answer = await alone(async () => {
      if (!document.getElementById("sheet")) adopt();
      const answered = await post(place, formBody(action, sent));
      if (!answered.html.includes('id="order"')) return answered;
      warn("");
      setBusy(""); // What is shown can be pressed.
      show(answered.html, isSheetLeft ? opener : focused, sent);
      keep();
      return answered;
    });
    if (!answer.html.includes('id="order"')) return refused(action, answer.status);
    tell(order().dataset.added);
    reveal(action);
    if (/^(un)?share/.test(action)) renewTable(place);
    if (order().dataset.menu !== menuVersion()) renewMenu(place);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    waiting.length = 0;
    announce(texts.offline, true);
  } finally {
    if (turn === mine) setBusy("");
  }
  if (!busy && waiting.length) await press(...waiting.shift());
}

/** Open the order where words were read, and show what came of them or what is asked. */
function reveal(action) {
  if (document.getElementById("sheet")) return;
  if (action === "say") openDock();
  if (action !== "say" && !/^sure|^confirm/.test(action)) return;
  const box = order();
  const told = box.querySelector(".problem, .sure, .aside, .question");
  const last = box.querySelector("#panel > .lines > .line:last-child");
  if (told) told.scrollIntoView({ block: "nearest" });
  else last?.scrollIntoView({ block: "center" });
}

/** Take a step that was pressed, now or behind the one that is on its way; without words nothing is said. */
async function press(action, focused) {
  if (busy) return countsToo(action) && waiting.push([action, focused]);
  if (action !== "say" || words.value.trim()) await step(action, focused);
}

/** Words, another press on + or on a dish, while one is on its way, count too; where others would go, the page may change. */
function countsToo(action) {
  const adds = /^(more|add):|^say$/;
  return adds.test(busy) && adds.test(action) && !document.getElementById("sheet");
}

/** The server refused the step. An order from this device that it cannot read is forgotten. */
function refused(action, status) {
  if (status === 404) return announce(texts.gone, true);
  if (status === 401) return location.reload(); // A waiter has to log in again, and finds the order as it was.
  if (action !== "restore") return announce(texts.failed, true);
  store.forget(home);
  location.reload();
}

/** Place the order. The same form, with the same key, is sent until an answer comes: it cannot be placed twice. */
async function confirm(body) {
  setBusy("confirm");
  keep({ sending: { body, at: Date.now() } });
  announce(texts.sending);
  const sent = words.value;
  const answer = await alone(() => postUntilAnswered(place, body, () => announce(texts.retrying, true)));
  if (answer.status === 201) {
    store.save(home, { placed: answer.location });
    closeDock();
    location.assign(answer.location);
    return;
  }
  warn("");
  setBusy("");
  if (answer.status === 401) return location.reload();
  if (!answer.html.includes('id="order"')) return announce(answer.status === 404 ? texts.gone : texts.failed, true);
  show(answer.html, "sure", sent);
  openDock();
  reveal("confirm");
  renewTable(place);
  keep();
  if (order().dataset.menu !== menuVersion()) renewMenu(place);
}

function setBusy(action) {
  busy = action;
  turn += action ? 1 : 0;
  page.toggleAttribute("data-busy", Boolean(action));
  const button = document.getElementById("confirm");
  if (button) button.setAttribute("aria-busy", String(Boolean(action)));
}

/** Bring back the order that this device keeps, and finish what a lost connection cut off. */
async function restore() {
  const kept = store.load(home);
  if (kept?.placed) return showPlaced(kept.placed);
  words.value ||= kept?.text || "";
  if (!kept?.state || !(order().dataset.empty || "begun" in order().dataset)) return;
  if (kept.html && kept.language === page.dataset.language) put(kept.html).querySelector("#sheet")?.remove();
  field("state").value = kept.state;
  field("key").value = kept.key;
  if (kept.sending && Date.now() - kept.sending.at < SURE) return confirm(kept.sending.body);
  await step("restore");
  if (kept.sending) announce(texts.unsure, true);
}

/** Lead to the order that was placed last, where the page is from before and does not know of it yet. */
function showPlaced(address) {
  if (!isStale()) return store.forget(home);
  const arrived = document.getElementById("arrived");
  arrived.querySelector("a").href = address;
  arrived.hidden = false;
}

page.addEventListener("submit", (event) => {
  if (event.submitter?.name === "filter") return event.preventDefault();
  const action = event.submitter?.value || "say";
  if (action.startsWith("lang:")) {
    if (store.isForgetful) return; // The form itself carries the order to the page in the other language.
    event.preventDefault();
    keep();
    location.assign(`${place}?lang=${action.slice(5)}`);
    return;
  }
  event.preventDefault();
  if (busy) return press(action, event.submitter?.id);
  const missing = /^(add|save):/.test(action) && event.submitter.closest("#sheet") && findMissing(event.submitter.closest("#sheet"));
  if (missing) return announce(texts.required.replace("%(name)s", missing), true);
  if (/^(confirm|sure:.*|place:.*)$/.test(action)) confirm(formBody(action));
  else if (action === "say" && !words.value.trim()) words.focus();
  else step(action, event.submitter?.id);
});

words.addEventListener("input", () => {
  if (!busy) keep();
});

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  press("say", null);
});

// A page that the browser kept in memory may show an order that was placed since.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// What another tab of this device added is shown here at once.
addEventListener("storage", (event) => {
  if (event.key !== store.nameOf(home) || busy || document.getElementById("sheet")) return;
  const kept = store.load(home);
  if (!kept || kept.placed) location.reload();
  else adopt();
});

offerMenu(texts.contains, announce);
offerVoice(document.getElementById("mic"), words, page.dataset.language, texts, announce);
open(order());
markAllergies(JSON.parse(order().dataset.allergies));
keepFresh(async () => {
  const changed = await renewMenu(place);
  if (changed && !busy && !order().dataset.empty && !document.getElementById("sheet")) await step("restore");
});
renewOnline(() => location.reload());
followTable(place, () => {
  if (order().querySelector(".call:not(.good)") && !busy && !document.getElementById("sheet")) step("restore");
});
restore();
