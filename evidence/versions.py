"""Which rules are at work: raised by hand when they change, so that what older rules made is known as such.

They stand apart from the rules so that a night that has nothing to read loads none of them.
"""

SCREENER_VERSION = "5"  # what a record is
READER_VERSION = "8"  # which facts and figures stand in it
# 2: of series that share patients the choice that goes furthest decides; 3: what has a flaw is held down outcome by
# outcome and for its own side (docs/design-notes.md)
RULE_VERSION = "3"
