"""Mermaid itself, in Debian's chromium: whether it draws a diagram, and what one then reads in it."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.downloads import missing, npm_package

_PAGE: Final = """\
<!DOCTYPE html><meta charset="utf-8"><pre id="drawn"></pre><script src="{mermaid}"></script><script>
mermaid.initialize({{startOnLoad: false, securityLevel: "strict"}});
(async () => {{
  const drawn = [];
  for (const text of {texts}) {{
    try {{
      const picture = document.createElement("div");
      picture.innerHTML = (await mermaid.render("d" + drawn.length, text)).svg;
      drawn.push([...picture.querySelectorAll(".nodeLabel, .edgeLabel .label")].map(one => one.textContent));
    }} catch (error) {{ drawn.push(String(error)); }}
  }}
  document.getElementById("drawn").textContent = JSON.stringify(drawn);
}})();
</script>
"""


def drawn(texts: Sequence[str], folder: Path) -> list[list[str] | str]:
    """The labels of each diagram, or what Mermaid says is wrong with it."""
    browser = shutil.which("chromium")
    if browser is None:
        missing("chromium is not installed, which draws the diagrams")
    script = npm_package("mermaid", "11.12.0") / "dist" / "mermaid.min.js"
    page = folder / "page.html"
    told = json.dumps(list(texts)).replace("<", "\\u003c")
    page.write_text(_PAGE.format(mermaid=script.as_uri(), texts=told), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000"]
    flags += [f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [browser, *flags, page.as_uri()], capture_output=True, text=True, check=True, timeout=300
    )
    found = re.search(r'<pre id="drawn">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-500:]
    answers: list[list[str] | str] = json.loads(html.unescape(found[1]))
    return answers
