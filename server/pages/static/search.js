// Finding a dish by typing: items that do not match are hidden at each letter.

const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

/** Let `box` filter the menu. */
export function offerSearch(box, menu, announce) {
  const items = Array.from(menu.querySelectorAll(".items li"), (li) => ({ li, text: plain(li.textContent) }));
  const categories = menu.querySelectorAll(".category");
  const nothing = menu.querySelector("#nothing");
  menu.querySelector(".search button").hidden = true;
  box.addEventListener("input", filter);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  if (box.value) filter();

  function filter() {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of items) {
      item.li.hidden = !words.every((word) => item.text.includes(word));
      found += item.li.hidden ? 0 : 1;
    }
    for (const category of categories) {
      category.hidden = !category.querySelector(".items li:not([hidden])");
    }
    nothing.hidden = found > 0;
    if (!found) announce(nothing.textContent);
  }
}
