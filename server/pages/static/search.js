// Finding a dish by typing: what does not match is hidden at each letter. "no gluten" and "vegan" filter by what is stated.

const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const list = (text) => text.split(" ").filter(Boolean);

/** Let the search box of `menu` filter it. */
export function offerSearch(menu, announce) {
  const box = menu.querySelector("#q");
  const filters = menu.querySelector("#filters");
  const read = reader(JSON.parse(menu.querySelector("#reading").textContent));
  const rows = Array.from(menu.querySelectorAll(".dish-row"), (row) => ({ row, text: textOf(row) }));
  const parts = menu.querySelectorAll(".category");
  const nothing = menu.querySelector("#nothing");
  menu.querySelector(".search > button").hidden = true;
  box.addEventListener("input", filter);
  box.addEventListener("focus", () => {
    if (filters && !box.value) filters.open = true;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  filters?.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    event.preventDefault();
    box.value = toggled(box.value, chip.value);
    filter();
  });
  filter();

  function filter() {
    const wish = read(box.value);
    let found = 0;
    for (const { row, text } of rows) {
      row.hidden = !suits(row, wish) || !wish.words.every((word) => text.includes(word));
      row.classList.toggle("unknown", isUnknown(row, wish));
      found += row.hidden ? 0 : 1;
    }
    for (const part of parts) {
      part.hidden = !part.querySelector(".dish-row:not([hidden])") || (part.id === "popular" && box.value.trim() !== "");
      const link = menu.querySelector(`.jump a[href="#${part.id}"]`);
      if (link) link.parentElement.hidden = part.hidden;
    }
    for (const chip of menu.querySelectorAll(".filters .chip")) {
      chip.setAttribute("aria-pressed", String(box.value.includes(chip.value)));
    }
    nothing.hidden = found > 0;
    if (!found) announce(nothing.textContent);
  }
}

const textOf = (row) => plain(`${row.textContent} ${row.closest(".category").querySelector("h3").textContent}`);

function toggled(query, phrase) {
  if (query.includes(phrase)) return query.replace(phrase, " ").split(/\s+/).filter(Boolean).join(" ");
  return `${query} ${phrase}`.trim();
}

/** Read searches by the server's pattern: {words, without, diets}. */
function reader({ pattern, codes, diets, and }) {
  const without = new RegExp(pattern, "gu");
  const longestFirst = Object.keys(diets).sort((one, other) => other.length - one.length);
  return (query) => {
    const text = plain(query);
    const wish = { words: [], without: new Set(), diets: new Set() };
    for (const found of text.matchAll(without)) {
      for (const code of found.slice(1).flatMap((word) => codes[word] || [])) wish.without.add(code);
    }
    let rest = ` ${list(text.replace(without, " ")).join(" ")} `;
    for (const name of longestFirst) {
      if (!rest.includes(` ${name} `)) continue;
      wish.diets.add(diets[name]);
      rest = rest.replaceAll(` ${name} `, " ");
    }
    wish.words = list(rest).filter((word) => !wish.without.size || !and.includes(word));
    return wish;
  };
}

/** Nothing is shown that states what must not be in it, or that is not marked for a diet. */
function suits(row, wish) {
  const avoid = list(row.dataset.avoid);
  const diets = list(row.dataset.diets);
  return ![...wish.without].some((code) => avoid.includes(code)) && [...wish.diets].every((diet) => diets.includes(diet));
}

function isUnknown(row, wish) {
  const free = list(row.dataset.free);
  return !("stated" in row.dataset) && [...wish.without].some((code) => !free.includes(code));
}
