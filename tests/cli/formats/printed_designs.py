"""Designs of printed menus: each is a function from a menu to a page of HTML."""

from collections.abc import Callable, Mapping
from html import escape

from tests.cli.formats.printed_menus import Dish, Menu, amount, page_of

Design = Callable[[Menu], str]
SANS = "DejaVu Sans, Noto Sans CJK JP, Noto Sans Arabic, sans-serif"


def plain(menu: Menu) -> str:
    """One column, prices at the right, descriptions small beneath."""
    css = f"body{{font:11pt {SANS}}}h1{{font-size:22pt}}h2{{font-size:15pt;margin:14pt 0 4pt}}.d{{display:flex;justify-content:space-between}}.s{{font-size:9pt;margin-bottom:5pt}}"

    def dish(d: Dish) -> str:
        price = " / ".join(f"{escape(n)} {amount(p, '{} €')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        return f"<div class=d><span>{number}{escape(d.name)}</span><span>{price}</span></div><div class=s>{escape(d.description)}</div>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1>"))


def dotted(menu: Menu) -> str:
    """Two columns, dots that lead to the prices, headings in spaced capitals, names bold, a footer."""
    css = f"""body{{font:10pt Liberation Serif,{SANS}}}h1{{text-align:center;font-size:26pt}}main{{columns:2;column-gap:14mm}}
    h2{{font-size:12pt;letter-spacing:.25em;text-transform:uppercase;margin:12pt 0 6pt;break-after:avoid}}article{{break-inside:avoid;margin-bottom:5pt}}
    .d{{display:flex}}.n{{font-weight:bold}}.l{{flex:1;overflow:hidden;white-space:nowrap;height:1.2em;margin:0 3pt}}.s{{font-size:9pt}}footer{{text-align:center;font-size:8pt;margin-top:10pt}}"""

    def dish(d: Dish) -> str:
        price = " | ".join(f"{escape(n)} {amount(p, '{,}')}".strip() for n, p in d.prices)
        number = f"{d.number} " if d.number else ""
        return f"<article><div class=d><span class=n>{number}{escape(d.name)}</span><span class=l>{'.' * 200}</span><span>{price}</span></div><div class=s>{escape(d.description)}</div></article>"

    head, foot = (
        f"<h1>{escape(menu.name)}</h1><main>",
        "</main><footer>Main street 1 · Tel. +49 30 1234567 · www.example.com<br>Open daily 11:00–22:00</footer>",
    )
    return page_of(menu, css, _sections(menu, dish, head) + foot)


def narrow(menu: Menu) -> str:
    """Three columns, prices right behind the names, all in one size, headings bold."""
    css = f"body{{font:9pt {SANS}}}main{{columns:3;column-gap:9mm}}h2{{font-size:9pt;margin:10pt 0 3pt;break-after:avoid}}p{{margin:0 0 3pt;break-inside:avoid}}small{{font-size:7.5pt;display:block}}"

    def dish(d: Dish) -> str:
        price = " / ".join(f"{escape(n)} {amount(p, '€{}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        return f"<p>{number}{escape(d.name)} {price}<small>{escape(d.description)}</small></p>"

    return page_of(menu, css, _sections(menu, dish, "<main>"))


def by_size(menu: Menu) -> str:
    """Tables whose columns are sizes, with the sizes over them where a section has some."""
    css = f"body{{font:10pt {SANS}}}table{{width:100%;border-spacing:0}}td{{padding:2pt;vertical-align:top}}.p{{text-align:right;width:22mm}}th{{font-weight:normal;font-size:8pt;text-align:right}}h2{{font-size:14pt;margin:12pt 0 2pt}}.s{{font-size:8pt}}"

    def section(title: str, dishes: list[Dish]) -> str:
        labels = list(dict.fromkeys(n for d in dishes if len(d.prices) > 1 for n, _ in d.prices))
        if len(labels) > 4 or any(len(label) > 14 for label in labels):
            labels = []
        rows = (
            [f"<tr><td></td>{''.join(f'<th class=p>{escape(label)}</th>' for label in labels)}</tr>"]
            if labels
            else []
        )
        for d in dishes:
            number = f"{d.number}. " if d.number else ""
            by = dict(d.prices)
            if labels and len(d.prices) > 1:
                cells = "".join(f"<td class=p>{amount(by[n], '{}') if n in by else ''}</td>" for n in labels)
            else:
                price = " / ".join(f"{escape(n)} {amount(p, '{}')}".strip() for n, p in d.prices)
                cells = f"<td class=p colspan={max(len(labels), 1)}>{price}</td>"
            rows.append(
                f"<tr><td>{number}{escape(d.name)}<div class=s>{escape(d.description)}</div></td>{cells}</tr>"
            )
        return f"<h2>{escape(title)}</h2><table>{''.join(rows)}</table>"

    return page_of(menu, css, f"<h1>{escape(menu.name)}</h1>" + "".join(section(*s) for s in menu.sections))


def centred(menu: Menu) -> str:
    """All centred: name, description, price beneath each other."""
    css = f"body{{font:10pt Liberation Serif,{SANS};text-align:center}}h1{{font-size:30pt}}h2{{font-size:16pt;margin:18pt 0 8pt;break-after:avoid}}.n{{font-size:12pt;font-weight:bold}}article{{margin-bottom:9pt;break-inside:avoid}}.s{{font-style:italic}}"

    def dish(d: Dish) -> str:
        price = " / ".join(f"{escape(n)} {amount(p, '{}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        about = f"<div class=s>{escape(d.description)}</div>" if d.description else ""
        return f"<article><div class=n>{number}{escape(d.name)}</div>{about}<div>{price}</div></article>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1>"))


def small_capitals(menu: Menu) -> str:
    """Headings smaller than the names, in spaced capitals; prices stand raised at the right of two lines; two columns."""
    css = f"""body{{font:11pt {SANS}}}main{{display:grid;grid-template-columns:1fr 1fr;column-gap:16mm;align-items:start}}
    h2{{font-size:8pt;font-weight:normal;letter-spacing:.3em;text-transform:uppercase;margin:16pt 0 5pt;break-after:avoid}}
    .d{{display:flex;justify-content:space-between;align-items:center;margin-bottom:6pt;break-inside:avoid}}.s{{font-size:8.5pt}}.p{{white-space:nowrap;margin-left:6mm}}"""

    def dish(d: Dish) -> str:
        price = "<br>".join(f"{escape(n)} {amount(p, '{,} €')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        return f"<div class=d><div>{number}{escape(d.name)}<div class=s>{escape(d.description)}</div></div><div class=p>{price}</div></div>"

    body = "".join(
        f"<section><h2>{escape(t)}</h2>{''.join(map(dish, ds))}</section>" for t, ds in menu.sections
    )
    return page_of(menu, css, f"<h1>{escape(menu.name)}</h1><main>{body}</main>")


def _sections(menu: Menu, dish: Callable[[Dish], str], head: str) -> str:
    return head + "".join(
        f"<h2>{escape(title)}</h2>{''.join(map(dish, dishes))}" for title, dishes in menu.sections
    )


DESIGNS: Mapping[str, Design] = {
    "plain": plain,
    "dotted": dotted,
    "narrow": narrow,
    "by-size": by_size,
    "centred": centred,
    "small-capitals": small_capitals,
}


def bistro(menu: Menu) -> str:
    """Names in capitals with the price behind them, two columns of Georgia-like type, headings centred and ruled."""
    css = f"""body{{font:9.5pt DejaVu Serif,{SANS}}}main{{columns:2;column-gap:12mm}}h1{{font-size:20pt;text-align:left}}
    h2{{font-size:13pt;text-align:center;border-bottom:1px solid;break-after:avoid;margin:14pt 0 6pt}}.n{{text-transform:uppercase;font-size:9pt}}p{{margin:0 0 6pt;break-inside:avoid}}"""

    def dish(d: Dish) -> str:
        price = ", ".join(f"{escape(n)} {amount(p, '{}')}".strip() for n, p in d.prices)
        number = f"{d.number} – " if d.number else ""
        about = f"<br><i>{escape(d.description)}</i>" if d.description else ""
        return f"<p><span class=n>{number}{escape(d.name)}</span> &nbsp; <b>{price}</b>{about}</p>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1><main>") + "</main>")


def board(menu: Menu) -> str:
    """A landscape board of three columns in bold condensed type: prices in a column of their own, sizes on lines of their own."""
    css = f"""@page{{size:A4 landscape}}body{{font:bold 10pt DejaVu Sans Condensed,{SANS}}}main{{columns:3;column-gap:10mm}}h1{{text-align:right;font-size:28pt;margin:0}}
    h2{{font-size:17pt;break-after:avoid;margin:12pt 0 4pt}}table{{width:100%;border-spacing:0;break-inside:avoid}}td{{padding:1pt 0;vertical-align:baseline}}.p{{text-align:right;white-space:nowrap;padding-left:4mm}}.s td{{font-weight:normal;font-size:8pt}}"""

    def dish(d: Dish) -> str:
        number = f"{d.number}. " if d.number else ""
        if len(d.prices) == 1:
            rows = (
                f"<tr><td>{number}{escape(d.name)}</td><td class=p>{amount(d.prices[0][1], '{,}')}</td></tr>"
            )
        else:
            sizes = "".join(
                f"<tr class=s><td>{escape(n)}</td><td class=p>{amount(p, '{,}')}</td></tr>"
                for n, p in d.prices
            )
            rows = f"<tr><td>{number}{escape(d.name)}</td><td></td></tr>{sizes}"
        about = f"<tr class=s><td>{escape(d.description)}</td><td></td></tr>" if d.description else ""
        return f"<table>{rows}{about}</table>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1><main>") + "</main>")


def letter(menu: Menu) -> str:
    """US letter, one wide column of small type: name and description in one line, prices with a dollar at the far right."""
    css = f"""@page{{size:letter;margin:20mm}}body{{font:10pt Liberation Sans,{SANS}}}h2{{font-size:11pt;text-transform:uppercase;margin:16pt 0 4pt}}
    .d{{display:grid;grid-template-columns:1fr auto;column-gap:10mm;margin-bottom:3pt}}.s{{font-size:8.5pt}}footer{{margin-top:12pt;font-size:8pt}}"""

    def dish(d: Dish) -> str:
        price = " / ".join(f"{escape(n)} {amount(p, '${}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        return f"<div class=d><div><b>{number}{escape(d.name)}</b> <span class=s>{escape(d.description)}</span></div><div>{price}</div></div>"

    foot = "<footer>All prices include VAT. Please tell us about allergies. Page 1 of 1</footer>"
    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1>") + foot)


def tasting(menu: Menu) -> str:
    """Two narrow columns, everything centred, prices first in the line under the name, ornaments between."""
    css = f"""body{{font:10pt Liberation Serif,{SANS};text-align:center}}main{{columns:2;column-gap:20mm}}h2{{font-size:11pt;letter-spacing:.2em;font-weight:normal;break-after:avoid;margin:16pt 0 8pt}}
    .n{{font-size:13pt}}article{{break-inside:avoid;margin-bottom:8pt}}.s{{font-size:9pt;font-style:italic}}"""

    def dish(d: Dish) -> str:
        price = " · ".join(f"{escape(n)} {amount(p, '{,}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        about = f"<div class=s>{escape(d.description)}</div>" if d.description else ""
        return f"<article><div class=n>{number}{escape(d.name)}</div>{about}<div>— {price} —</div></article>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1><main>") + "</main>")


def folder(menu: Menu) -> str:
    """A5 pages, headings in light type between lines, prices in bold left of the names, descriptions behind a dash."""
    css = f"""@page{{size:A5;margin:12mm}}body{{font:9pt Liberation Sans,{SANS}}}h2{{font-weight:300;font-size:14pt;border-top:1px solid;border-bottom:1px solid;text-align:center;break-after:avoid}}
    .d{{display:grid;grid-template-columns:42mm 1fr;column-gap:4mm;margin-bottom:4pt;break-inside:avoid}}b{{white-space:nowrap}}i{{font-size:8pt}}"""

    def dish(d: Dish) -> str:
        price = "<br>".join(f"{escape(n)} {amount(p, '{,}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        about = f"<br><i>{escape(d.description)}</i>" if d.description else ""
        return f"<div class=d><b>{price}</b><span>{number}{escape(d.name)}{about}</span></div>"

    return page_of(menu, css, _sections(menu, dish, f"<h1>{escape(menu.name)}</h1>"))


def poster(menu: Menu) -> str:
    """A3, four columns of large type, sections in boxes, all in capitals, prices with the currency in front."""
    css = f"""@page{{size:A3 landscape;margin:12mm}}body{{font:12pt Liberation Serif,{SANS}}}main{{columns:4;column-gap:12mm}}section{{border:1px solid;padding:4mm;margin-bottom:6mm}}
    h1{{font-size:40pt;text-align:center}}h2{{font-size:18pt;margin:0 0 6pt}}.d{{display:flex;justify-content:space-between;column-gap:4mm}}.n{{text-transform:uppercase}}.p{{white-space:nowrap;text-align:right}}.s{{font-size:10pt;margin-bottom:6pt}}"""

    def dish(d: Dish) -> str:
        price = "<br>".join(f"{escape(n)} {amount(p, '€ {,}')}".strip() for n, p in d.prices)
        number = f"{d.number}. " if d.number else ""
        return f"<div class=d><div class=n>{number}{escape(d.name)}</div><div class=p>{price}</div></div><div class=s>{escape(d.description)}</div>"

    body = "".join(
        f"<section><h2>{escape(t)}</h2>{''.join(map(dish, ds))}</section>" for t, ds in menu.sections
    )
    return page_of(menu, css, f"<h1>{escape(menu.name)}</h1><main>{body}</main>")


KEPT_APART: Mapping[str, Design] = {
    "bistro": bistro,
    "board": board,
    "letter": letter,
    "tasting": tasting,
    "folder": folder,
    "poster": poster,
}
