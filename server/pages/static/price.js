// What the dish in the sheet costs as it is chosen, by the rules of server/domain/pricing.py, in minor units.

const TIMES = { light: 1, regular: 1, side: 1, extra: 2 };
const ON_TOP_OF_DEFAULT = { light: 0, regular: 0, side: 0, extra: 1 };

/** The options that are chosen in a group: [{price of one, quantity}]; what is put on a part is asked for with `extras`. */
function chosenIn(group, extras = false) {
  const inputs = Array.from(group.querySelectorAll("input:checked[data-price]"));
  return inputs.filter((input) => Boolean(input.closest(".extras")) === extras && isWanted(input)).map(chosen);
}

/** What is put on a part counts with that part alone. */
function isWanted(input) {
  const part = input.closest(".extras")?.previousElementSibling;
  return !part || part.querySelector(".option input").checked;
}

function chosen(input) {
  const row = input.closest(".option-row");
  const amount = row.querySelector(`[name="a${input.value}"]`)?.value || "regular";
  const times = ("default" in input.dataset ? ON_TOP_OF_DEFAULT : TIMES)[amount];
  return {
    price: times * Number(input.dataset.price),
    quantity: Number(row.querySelector(`[name="n${input.value}"]`)?.value || 1),
  };
}

/** How many portions of a group are chosen. */
export const countOf = (group) =>
  "group" in group.dataset
    ? chosenIn(group).reduce((sum, { quantity }) => sum + quantity, 0)
    : group.querySelectorAll("input:checked").length;

/** What a sheet costs; null before a size is chosen. */
export function priceOf(sheet, only) {
  const size = sheet.querySelector('input[name="variant"]:checked');
  if (!size && only === undefined) return null;
  let one = size ? Number(size.dataset.price) : only;
  for (const group of sheet.querySelectorAll("[data-group]")) {
    one += together(group.dataset.pricing, chosenIn(group)) + together("sum", chosenIn(group, true));
  }
  return Math.max(0, one) * Number(sheet.querySelector("#quantity").value || 1);
}

function together(pricing, chosen) {
  if (!chosen.length) return 0;
  if (pricing === "dearest") return Math.max(...chosen.map(({ price }) => price));
  const sum = chosen.reduce((total, { price, quantity }) => total + price * quantity, 0);
  if (pricing === "sum") return sum;
  const portions = chosen.reduce((total, { quantity }) => total + quantity, 0);
  return Math.floor((2 * sum + portions) / (2 * portions));
}
