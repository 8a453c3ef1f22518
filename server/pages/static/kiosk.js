// A device for many diners: whoever walks away leaves nothing behind for the next one.

const IDLE = 60; // Seconds without a touch until it is asked whether somebody is there …
const PATIENCE = 20; // … and until everything is cleared.
const still = document.getElementById("still");
const page = document.getElementById("page");
const left = document.getElementById("left");
let idle = 0;

const touched = () => (idle = 0);

/** Whether there is anything to clear. */
function isUsed() {
  const fields = Array.from(page.querySelectorAll("textarea, input[type=search]"));
  const empty = document.getElementById("order").dataset.empty && !document.getElementById("sheet");
  return !empty || scrollY > 0 || fields.some((one) => one.value) || "foreign" in page.dataset;
}

function tick() {
  if (page.hasAttribute("data-busy") || !isUsed()) idle = 0;
  else idle += 1;
  if (idle >= IDLE + PATIENCE) location.replace(still.dataset.start);
  else if (idle >= IDLE) warn(IDLE + PATIENCE - idle);
}

function warn(seconds) {
  left.textContent = seconds;
  if (!still.open) still.showModal();
}

for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, touched, { passive: true, capture: true });
still.addEventListener("click", () => still.close()); // Not before the click: it would fall on what lies beneath.
setInterval(tick, 1000);
