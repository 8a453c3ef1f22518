// The dock at the bottom of the screen: the order opens above the box for words as a sheet, and closes again.

const dock = document.getElementById("dock");
const behind = [document.querySelector(".top"), document.getElementById("main")];
const isWide = matchMedia("(min-width: 64rem)");
document.documentElement.classList.add("js");

const KEPT = "aiqr:open"; // A page that is loaded again opens as it was left.

export const isOpen = () => dock.classList.contains("open");

/** Show the order over the menu; on a wide screen it stands beside it anyway. */
export function openDock() {
  if (isWide.matches || isOpen() || !dock.querySelector("#panel")) return;
  dock.classList.add("open");
  remember(true);
  for (const part of behind) part.inert = true;
}

/** Show the menu again. */
export function closeDock() {
  if (!isOpen()) return;
  dock.classList.remove("open");
  remember(false);
  for (const part of behind) part.inert = false;
  const order = document.getElementById("order");
  if (dock.contains(document.activeElement)) (document.getElementById("bar") || order).focus({ preventScroll: true });
}

/** Open the order again where it was open before the page was loaded. */
export function reopenDock() {
  try {
    if (sessionStorage.getItem(KEPT)) openDock();
  } catch {
    // Without storage the order is closed after a reload.
  }
}

function remember(isOpened) {
  if (document.body.classList.contains("kiosk")) return;
  try {
    if (isOpened) sessionStorage.setItem(KEPT, "yes");
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Without storage the order is closed after a reload.
  }
}

dock.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if (link.matches(".bar")) openDock();
  else if (link.matches(".shade, #close-order")) closeDock();
  else return;
  event.preventDefault();
  if (isOpen()) document.getElementById("order-title").focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("#sheet")) closeDock();
});
isWide.addEventListener("change", closeDock);
if (location.hash === "#order") openDock();
