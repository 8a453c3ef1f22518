// The wall screen asks for the numbers every few seconds, sounds when one becomes ready, and says so where it cannot
// reach the server.

import { canSound, chime, isSounding, toggleSound } from "./chime.js";

const EVERY = 4000;
const lost = document.getElementById("lost");
const sound = document.getElementById("sound");
const ready = (board) => Array.from(board.querySelectorAll(".ready li"));

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Fragment": "board" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    show(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board"));
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
}

function show(fresh) {
  const board = document.getElementById("board");
  if (fresh.textContent === board.textContent) return;
  const before = new Set(ready(board).map((one) => one.textContent));
  const come = ready(fresh).filter((one) => !before.has(one.textContent));
  for (const one of come) one.classList.add("come");
  board.replaceWith(document.adoptNode(fresh));
  if (come.length) chime();
}

function offerSound() {
  sound.hidden = !canSound();
  sound.addEventListener("click", () => {
    toggleSound();
    chime();
    sound.setAttribute("aria-pressed", String(isSounding()));
    sound.textContent = isSounding() ? sound.dataset.on : sound.dataset.off;
  });
}

offerSound();
setInterval(refresh, EVERY);
navigator.wakeLock?.request("screen").catch(() => {});
