"""Replies of esearch and epost as text, in XML and JSON, as recorded replies have them."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.fakes.messages import JSON, Reply, Request, json_reply
from tests.fakes.query_parts import Found

SEARCH_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
FETCH_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
)
POST_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE ePostResult PUBLIC "-//NLM//DTD epost 20090526//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20090526/epost.dtd">'
)
TOO_FAR = (
    "'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching "
    "the query. To obtain more than 9,999 PubMed records, consider using EDirect that contains additional logic to "
    "batch PubMed search results automatically so that an arbitrary number can be retrieved. For details see "
    "https://www.ncbi.nlm.nih.gov/books/NBK25499/"
)
BLANK = "Search Backend failed: An error occurred while processing request. Details: Empty Term in the request"
SET_HEAD = (
    b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
SET_END = b"\n</PubmedArticleSet>"
ROOTS = {"esearch": "eSearchResult", "efetch": "eFetchResult", "esummary": "eSummaryResult", "epost": "ePostResult"}
HEADS = {"esearch": SEARCH_HEAD, "efetch": FETCH_HEAD, "epost": POST_HEAD}


@dataclass(frozen=True)
class Search:
    """uids: all that were found, in order; page: the ones of this reply; count as the reply says it."""

    found: Found
    uids: tuple[str, ...]
    count: int
    term: str
    page: tuple[str, ...] = ()
    start: int = 0
    webenv: str = ""
    key: int = 0
    messages: tuple[str, ...] = field(default_factory=tuple)

    def warnings(self) -> tuple[str, ...]:
        return self.messages if self.count else (*self.messages, "No items found.")

    def shows(self) -> tuple[str, ...]:
        shown = []
        if self.found.fields_not_found:
            shown.append("EU-10")
        if not self.count:
            shown.append("EU-11")
        if self.found.ignored or self.found.quoted_not_found:
            shown.append("EU-12")
        return tuple(shown)


def is_json(request: Request) -> bool:
    return request.params.get("retmode") == "json" and request.endpoint != "efetch"


def error_text(request: Request, text: str, shows: str) -> Reply:
    """An ERROR in a 200. The JSON twin has line breaks inside the string, so it is not valid JSON (seen Oct 2026)."""
    if is_json(request):
        quoted = text.replace('"', '\\"')
        head = f'{{"header":{{"type":"{request.endpoint}","version":"0.3"}},'
        body = f'{head}"{request.endpoint}result":{{"ERROR":"{quoted}"}}}}\n'
        return Reply(body.encode(), content_type=JSON, shows=(shows,))
    root = ROOTS.get(request.endpoint, "eInfoResult")
    head = HEADS.get(request.endpoint, SEARCH_HEAD)
    return Reply(f"{head}<{root}>\n\t<ERROR>{escape(text)}</ERROR>\n</{root}>\n".encode(), shows=(shows,))


def render_search(request: Request, result: Search) -> Reply:
    shape = request.params.get("rettype", "uilist")
    if is_json(request):
        return _search_json(result, count_only=shape == "count").showing(*result.shows())
    body = f"<Count>{result.count}</Count>"
    if shape != "count":
        history = f"<QueryKey>{result.key}</QueryKey><WebEnv>{result.webenv}</WebEnv>" if result.key else ""
        ids = "".join(f"<Id>{uid}</Id>\n" for uid in result.page)
        listed = f"<IdList>\n{ids}</IdList>" if ids else "<IdList/>"
        body += f"<RetMax>{len(result.page)}</RetMax><RetStart>{result.start}</RetStart>{history}{listed}"
        body += _translations(result) + f"<QueryTranslation>{escape(result.found.translation)}</QueryTranslation>"
        body += _problems(result)
    text = f"{SEARCH_HEAD}<eSearchResult>{body}</eSearchResult>\n"
    return Reply(text.encode(), shows=result.shows())


def _translations(result: Search) -> str:
    made = "".join(
        f"<Translation><From>{escape(old)}</From><To>{escape(new)}</To></Translation>"
        for old, new in result.found.translations
    )
    return f"<TranslationSet>{made}</TranslationSet>" if made else "<TranslationSet/>"


def _problems(result: Search) -> str:
    found = result.found
    errors = _each("PhraseNotFound", found.phrases_not_found) + _each("FieldNotFound", found.fields_not_found)
    warnings = _each("PhraseIgnored", found.ignored) + _each("QuotedPhraseNotFound", found.quoted_not_found)
    warnings += _each("OutputMessage", result.warnings())
    text = f"<ErrorList>{errors}</ErrorList>" if errors else ""
    return text + (f"<WarningList>{warnings}</WarningList>" if warnings else "")


def _each(name: str, texts: list[str] | tuple[str, ...]) -> str:
    return "".join(f"<{name}>{escape(text)}</{name}>" for text in texts)


def _search_json(result: Search, *, count_only: bool) -> Reply:
    header = {"type": "esearch", "version": "0.3"}
    if count_only:
        return json_reply({"header": header, "esearchresult": {"count": str(result.count)}})
    found = result.found
    body: dict[str, object] = {
        "count": str(result.count),
        "retmax": str(len(result.page)),
        "retstart": str(result.start),
    }
    if result.key:
        body |= {"querykey": str(result.key), "webenv": result.webenv}
    body |= {
        "idlist": list(result.page),
        "translationset": [{"from": old, "to": new} for old, new in found.translations],
        "querytranslation": found.translation,
    }
    if found.phrases_not_found or found.fields_not_found:
        body["errorlist"] = {"phrasesnotfound": found.phrases_not_found, "fieldsnotfound": found.fields_not_found}
    if found.ignored or found.quoted_not_found or result.warnings():
        body["warninglist"] = {
            "phrasesignored": found.ignored,
            "quotedphrasesnotfound": found.quoted_not_found,
            "outputmessages": list(result.warnings()),
        }
    return json_reply({"header": header, "esearchresult": body})


def epost_text(*, webenv: str = "", key: int = 0, error: str = "") -> Reply:
    inner = f"<ERROR>{escape(error)}</ERROR>" if error else f"<QueryKey>{key}</QueryKey>\n\t<WebEnv>{webenv}</WebEnv>"
    return Reply(f"{POST_HEAD}<ePostResult>\n\t{inner}\n</ePostResult>\n".encode())
