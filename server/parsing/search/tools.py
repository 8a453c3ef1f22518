"""What the edits and operators share over one text."""

from typing import NamedTuple

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.antecedents import Antecedents
from server.parsing.search.closings import Closings
from server.parsing.search.lookahead import Lookahead
from server.parsing.search.options import Options
from server.parsing.search.pending_phrases import PendingPhrases
from server.parsing.search.totals import Totals


class Tools(NamedTuple):
    """The text, what is read ahead in it, and what is done to lines and to words that wait for one."""

    m: Lexicon
    options: Options
    ahead: Lookahead
    phrases: PendingPhrases
    antecedents: Antecedents
    totals: Totals
    closings: Closings


def tools_for(m: Lexicon) -> Tools:
    """Make the tools for one text."""
    options, ahead, totals = Options(m), Lookahead(m), Totals(m)
    phrases = PendingPhrases(m, options)
    antecedents = Antecedents(m, phrases)
    closings = Closings(m, ahead, phrases, antecedents, totals)
    return Tools(m, options, ahead, phrases, antecedents, totals, closings)
