"""Replies of esummary and einfo."""

from xml.sax.saxutils import escape

from tests.fakes.messages import Reply, Request, json_reply
from tests.fakes.world import World

SUMMARY_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSummaryResult PUBLIC "-//NLM//DTD esummary v1 20041029//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20041029/esummary-v1.dtd">\n'
)
INFO_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eInfoResult PUBLIC "-//NLM//DTD einfo 20190110//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20190110/einfo.dtd">\n'
)
GONE = "cannot get document summary"
FIELDS = (
    ("ALL", "All Fields", "N"), ("UID", "UID", "N"), ("TITL", "Title", "N"), ("TIAB", "Title/Abstract", "N"),
    ("MESH", "MeSH Terms", "N"), ("PTYP", "Publication Type", "N"), ("LANG", "Language", "N"), ("FILT", "Filter", "N"),
    ("CRDT", "Date - Create", "Y"), ("EDAT", "Date - Entry", "Y"), ("PDAT", "Date - Publication", "Y"),
    ("MDAT", "Date - Modification", "Y"), ("MHDA", "Date - MeSH", "Y"),
)  # fmt: skip


def summary(world: World, uid: str) -> dict[str, object] | None:
    """The fields of one summary, or None where PubMed does not have the id."""
    record = world.newest(uid)
    if record is None:
        return None
    known = record.features(world.today)
    history = [("entrez", known.crdt), ("pubmed", known.edat), ("medline", known.mhda)]
    return {
        "uid": uid,
        "pubdate": known.published,
        "source": known.journal[-1] if known.journal else "",
        "title": known.title,
        "lang": list(known.languages),
        "pubtype": list(known.types),
        "recordstatus": known.status,
        "articleids": [{"idtype": "pubmed", "idtypen": 1, "value": uid}],
        "history": [{"pubstatus": name, "date": f"{day:%Y/%m/%d} 00:00"} for name, day in history if day],
    }


def render_summaries(request: Request, world: World, uids: list[str]) -> Reply:
    found = {uid: summary(world, uid) for uid in uids}
    shows = ("EU-26",) if None in found.values() else ()
    if request.params.get("retmode") == "json":
        result: dict[str, object] = {"uids": uids}
        result |= {uid: fields or {"uid": uid, "error": GONE} for uid, fields in found.items()}
        return json_reply({"header": {"type": "esummary", "version": "0.3"}, "result": result}, *shows)
    parts = [
        f"<ERROR>UID={uid}: {GONE}</ERROR>" if fields is None else _doc_sum(uid, fields)
        for uid, fields in found.items()
    ]
    return Reply(f"{SUMMARY_HEAD}<eSummaryResult>\n{''.join(parts)}</eSummaryResult>\n".encode(), shows=shows)


def _doc_sum(uid: str, fields: dict[str, object]) -> str:
    items = (("PubDate", "Date", "pubdate"), ("Source", "String", "source"), ("Title", "String", "title"))
    text = "".join(f'\t<Item Name="{n}" Type="{kind}">{escape(str(fields[key]))}</Item>\n' for n, kind, key in items)
    return f"<DocSum>\n\t<Id>{uid}</Id>\n{text}</DocSum>\n"


def render_einfo(request: Request, world: World, count: int) -> Reply:
    """What the database is: its build, size, day of update and fields."""
    update = f"{world.today:%Y/%m/%d} 08:15"
    build = f"Build-{world.today:%Y.%m.%d}.08.15"
    if request.params.get("retmode") == "json":
        fields = [{"name": name, "fullname": full, "isdate": is_date} for name, full, is_date in FIELDS]
        info = {"dbname": "pubmed", "dbbuild": build, "count": str(count), "lastupdate": update, "fieldlist": fields}
        return json_reply({"header": {"type": "einfo", "version": "0.3"}, "einforesult": {"dbinfo": [info]}})
    fields_xml = "".join(
        f"\t\t<Field><Name>{name}</Name><FullName>{full}</FullName><IsDate>{is_date}</IsDate></Field>\n"
        for name, full, is_date in FIELDS
    )
    return Reply(
        f"{INFO_HEAD}<eInfoResult>\n\t<DbInfo>\n\t<DbName>pubmed</DbName>\n\t<DbBuild>{build}</DbBuild>\n"
        f"\t<Count>{count}</Count>\n\t<LastUpdate>{update}</LastUpdate>\n\t<FieldList>\n{fields_xml}\t</FieldList>\n"
        "\t</DbInfo>\n</eInfoResult>\n".encode()
    )
