// Narrows the findings, and keeps what was chosen in the address, so that it can be sent to somebody.
(() => {
  "use strict";
  const filters = document.getElementById("filters");
  const findings = [...document.querySelectorAll(".finding")];
  const levels = [...filters.querySelectorAll("input[name=level]")];
  const fields = [...filters.querySelectorAll("select, input[type=search]")];
  const shown = document.getElementById("shown");
  const texts = new Map();

  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };

  const chosen = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));

  const apply = () => {
    const { rule, at, set, text } = chosen();
    const ticked = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const finding of findings) {
      const has = finding.dataset;
      const fits = ticked.has(has.level)
        && (!rule || has.rule === rule)
        && (!set || has.set === set)
        && (!at || has.at.split(" ").includes(at))
        && words.every((word) => textOf(finding).includes(word));
      if (finding.hidden === fits) finding.hidden = !fits;
      count += fits;
    }
    const all = findings.length.toLocaleString("en");
    shown.textContent = count === findings.length ? `All ${all}` : `${count.toLocaleString("en")} of ${all}`;
  };

  const keep = () => {
    const state = new URLSearchParams();
    if (levels.some((box) => !box.checked)) {
      state.set("level", levels.filter((box) => box.checked).map((box) => box.value).join("."));
    }
    for (const field of fields) if (field.value) state.set(field.name, field.value);
    history.replaceState(null, "", `#${state.toString() || "findings"}`);
  };

  const reset = () => {
    for (const box of levels) box.checked = true;
    for (const field of fields) field.value = "";
    apply();
  };

  const restore = (state) => {
    const ticked = state.has("level") ? state.get("level").split(".") : null;
    for (const box of levels) box.checked = !ticked || ticked.includes(box.value);
    for (const field of fields) {
      field.value = state.get(field.name) || "";
      if (field.value !== (state.get(field.name) || "")) field.value = "";
    }
    apply();
    filters.parentElement.scrollIntoView();
  };

  // An address ends in a choice, or in the name of something on the page, which is then unfolded.
  const follow = () => {
    const end = decodeURIComponent(location.hash.slice(1));
    if (end.includes("=")) {
      restore(new URLSearchParams(location.hash.slice(1)));
      return;
    }
    const finding = document.getElementById(end)?.closest(".finding");
    if (!finding) return;
    if (finding.hidden) reset();
    finding.open = true;
    finding.scrollIntoView();
    finding.querySelector("summary")?.focus({ preventScroll: true });
  };

  let waiting = 0;
  filters.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const act = () => { apply(); keep(); };
    if (event.target.type === "search") waiting = setTimeout(act, 120); else act();
  });
  document.getElementById("reset").addEventListener("click", () => { reset(); keep(); });
  const unfold = (open) => () => {
    for (const finding of findings) if (!finding.hidden) finding.open = open;
  };
  document.getElementById("unfold").addEventListener("click", unfold(true));
  document.getElementById("fold").addEventListener("click", unfold(false));
  addEventListener("hashchange", follow);

  filters.hidden = false;
  follow();
})();
