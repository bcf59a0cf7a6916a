"""Which rules are at work: raised by hand when they change, so that what older rules made is known as such.

They stand apart from the rules so that a night that has nothing to read loads none of them.
"""

SCREENER_VERSION = "5"  # what a record is
READER_VERSION = "7"  # which facts and figures stand in it
RULE_VERSION = "2"  # 2: of series that share patients the choice that goes furthest decides (docs/design-notes.md)
