// The sheet in which a dish is chosen: a modal dialog where scripts run, a box in the page where they do not.

/** Make the sheet that came with a new order a modal one, and answer it. `close` is called when it is dismissed. */
export function openSheet(order, close) {
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
  return sheet;
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
