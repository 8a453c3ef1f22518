"""A menu out of a PDF with text: by where words stand and how they look, without any model."""

from cli.formats.draft import Draft
from cli.formats.pdf.cells import MAX_CELLS, cells_of
from cli.formats.pdf.currency import currency_of
from cli.formats.pdf.dishes import fill
from cli.formats.pdf.glyphs import NotReadableError, open_file, pages_of
from cli.formats.pdf.rows import rows_of
from cli.formats.source import Options, Source, refused
from cli.texts import gettext


def recognizes(source: Source) -> bool:
    """Whether it is a PDF."""
    return source.is_pdf


def read(source: Source, options: Options) -> Draft:
    """The menu in the text of a PDF."""
    try:
        pages = list(pages_of(open_file(source.content)))
    except NotReadableError as failure:
        raise refused(source.path, str(failure), failure.todo) from None
    draft = Draft(options.currency)
    if not any(page.glyphs for page in pages):
        raise refused(
            source.path,
            gettext("there is no text in it; its pages are pictures, as a scanner makes them"),
            gettext("Import pictures of its pages: aiqr menu import page1.jpg page2.jpg"),
        )
    if turned := sum(page.turned for page in pages):
        draft.report.leave_out(gettext("letters that are turned"), turned)
    cells = [cells_of(page) for page in pages]
    if max(map(len, cells)) > MAX_CELLS:
        raise refused(
            source.path,
            gettext("a page has more than {max_cells} pieces of text").format(max_cells=MAX_CELLS),
            gettext("Keep the pages of the menu alone."),
        )
    currency = currency_of((cell for page in cells for cell in page), options.currency)
    fill(draft, rows_of(cells, currency))
    return draft
