// The sheet in which a dish is chosen: a modal dialog where scripts run, a box in the page where they do not.

import { countOf, priceOf } from "./price.js";

/** Make the sheet that came with a new order a modal one, and answer it. `close` is called when it is dismissed; `say.money` writes minor units. */
export function openSheet(order, close, say) {
  const sheet = order.querySelector("#sheet");
  if (!sheet) return null;
  sheet.close();
  sheet.showModal();
  sheet.querySelector("#sheet-title").focus();
  sheet.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) close();
  });
  sheet.querySelector(".dish")?.addEventListener("error", (event) => event.target.remove());
  offerSteps(sheet);
  followChoices(sheet, say);
  return sheet;
}

/** Keep the counts of required choices, the most of each group, and the price on the button. */
function followChoices(sheet, say) {
  const groups = Array.from(sheet.querySelectorAll(".group[data-least]"));
  const running = sheet.querySelector("#running");
  const only = sheet.dataset.price ? Number(sheet.dataset.price) : undefined;
  const update = () => {
    for (const group of groups) count(group);
    const price = priceOf(sheet, only);
    if (running && price !== null && running.textContent !== say.money(price)) running.textContent = say.money(price);
  };
  sheet.addEventListener("change", update);
  sheet.addEventListener("input", update);
  sheet.addEventListener("click", update);
  update();
}

function count(group) {
  const { least, most } = group.dataset;
  const picked = countOf(group);
  const need = group.querySelector(".need");
  if (need) {
    need.querySelector(".count").textContent = `${picked}/${least}`;
    need.classList.toggle("met", picked >= Number(least));
  }
  if (picked >= Number(least)) group.classList.remove("missing");
  for (const box of group.querySelectorAll('input[type="checkbox"]:not(:checked)')) {
    box.disabled = !box.closest(".extras") && Boolean(most) && picked >= Number(most);
  }
}

/** The first group of which too little is chosen is shown and named; null where nothing is missing. */
export function findMissing(sheet) {
  const groups = Array.from(sheet.querySelectorAll(".group[data-least]"));
  const missing = groups.find((group) => countOf(group) < Number(group.dataset.least));
  if (!missing) return null;
  missing.classList.add("missing");
  missing.scrollIntoView({ block: "start" });
  missing.querySelector("input")?.focus({ preventScroll: true });
  return missing.querySelector("legend span").textContent;
}

function offerSteps(sheet) {
  const quantity = sheet.querySelector("#quantity");
  for (const button of sheet.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = Number(quantity.value || 1) + Number(button.dataset.step);
      quantity.value = Math.min(Math.max(wanted, 1), Number(quantity.max));
    });
  }
}
