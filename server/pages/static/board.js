// The wall screen asks for the numbers every few seconds, and says so where it cannot reach the server.

const EVERY = 4000;
const lost = document.getElementById("lost");

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Fragment": "board" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
    const board = document.getElementById("board");
    if (fresh.innerHTML !== board.innerHTML) board.replaceWith(document.adoptNode(fresh));
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
}

setInterval(refresh, EVERY);
navigator.wakeLock?.request("screen").catch(() => {});
