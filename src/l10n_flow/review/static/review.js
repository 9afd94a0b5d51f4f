// Keys, the editor, explanations of names, and refreshing what others changed. Saving is htmx's work.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const units = () => all("#units > .unit");
  const todo = (unit) => unit.dataset.standing !== "reviewed";
  let current = "";
  let advance = "";

  // The current unit ---------------------------------------------------------------------------------------------
  const currentUnit = () => document.getElementById(`u-${current}`);

  function choose(unit, { scroll = false } = {}) {
    if (!unit) return;
    const before = unit.getBoundingClientRect().top;
    for (const other of all(".unit.current")) other.classList.remove("current");
    unit.classList.add("current");
    scrollBy(0, unit.getBoundingClientRect().top - before); // the matches of the one before are no longer shown
    current = unit.dataset.id;
    recallSoon();
    if (scroll) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      unit.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
      unit.focus({ preventScroll: true });
    }
  }

  function step(direction, wanted = () => true) {
    const list = units();
    const at = list.indexOf(currentUnit());
    const rest = direction > 0 ? list.slice(at + 1) : list.slice(0, Math.max(at, 0)).reverse();
    const next = rest.find(wanted);
    if (next) choose(next, { scroll: true });
    else if (wanted === todo) onward(list.find(todo));
    else one(`.pager [rel=${direction > 0 ? "next" : "prev"}]`)?.click();
  }

  // Behind the last unit of a page: the next one to do may be on another page, which the server knows.
  function onward(first) {
    if (one(".pager") && one("#count-open").textContent !== "0") {
      const query = new URLSearchParams(location.search);
      query.delete("at");
      query.set("todo", units().at(-1).dataset.id);
      location.assign(`${location.pathname}?${query}`);
    } else if (first) choose(first, { scroll: true });
    else toast("Every unit here is reviewed.");
  }

  // The memory ------------------------------------------------------------------------------------------------------
  let recalling = 0;

  const matches = (unit) => unit ? all(".memory [data-do=use]", unit) : [];
  const recall = (unit) => { const place = unit && one(".memory:empty", unit); if (place) htmx.trigger(place, "recall"); };

  // Not for every unit that the keys run past.
  function recallSoon() {
    clearTimeout(recalling);
    recalling = setTimeout(() => recall(currentUnit()), 150);
  }

  function use(unit, number) {
    const match = matches(unit)[number];
    if (match) edit(unit, match.dataset.text);
    else toast(unit && one(".memory", unit) ? "The memory has no such match for this unit." : "There is no memory yet: l10n-flow memory learn");
  }

  // The editor ----------------------------------------------------------------------------------------------------
  const editing = (unit) => unit?.classList.contains("editing");
  const typed = (unit) => one("[name=typed]", unit)?.value === "1";

  function fit(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }

  function edit(unit, text) {
    const area = unit && one("textarea[name=text]", unit);
    if (!area) return;
    unit.classList.add("editing");
    area.hidden = false;
    area.focus();
    if (text !== undefined) {
      area.select();
      if (!document.execCommand("insertText", false, text)) area.value = text; // the first can be undone in the editor
      one("[name=typed]", unit).value = "1";
    }
    fit(area);
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function leave(unit) {
    unit.classList.remove("editing");
    unit.classList.toggle("unsaved", typed(unit));
    one("textarea[name=text]", unit).hidden = true;
    unit.focus({ preventScroll: true });
  }

  function act(unit, action) {
    const inside = editing(unit) ? ".writing" : ".reading";
    const button = unit && one(`${inside} [value=${action}]`, unit);
    if (!button) return false;
    if (action === "edit" && !typed(unit)) leave(unit);
    else button.click(); // htmx sends the value of a button that was clicked, not of one given to requestSubmit
    return true;
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches(".unit textarea[name=text]")) return;
    one("[name=typed]", event.target.form).value = "1";
    fit(event.target);
  });

  document.addEventListener("click", (event) => {
    const unit = event.target.closest(".unit");
    if (unit) choose(unit);
    const what = event.target.closest("[data-do]")?.dataset;
    if (what?.do === "edit") edit(unit);
    if (what?.do === "cancel") leave(unit);
    if (what?.do === "use") edit(unit, what.text);
    if (what?.do === "save" && !typed(unit)) {
      event.preventDefault();
      leave(unit);
    }
    const language = event.target.closest(".langs a");
    if (language && current) {
      language.search = `at=${current}`;
      language.hash = `u-${current}`;
    }
    if (event.target.id === "help") one("#keys").showModal();
    if (event.target.id === "theme") turn();
  });

  document.addEventListener("focusin", (event) => choose(event.target.closest(".unit")));

  addEventListener("beforeunload", (event) => {
    if (units().some((unit) => typed(unit) && !unit.classList.contains("conflict"))) event.preventDefault();
  });

  // Keys ----------------------------------------------------------------------------------------------------------
  const KEYS = {
    a: (unit) => { advance = unit && todo(unit) ? unit.dataset.id : ""; if (!act(unit, "accept")) step(1, todo); },
    e: (unit) => edit(unit),
    f: (unit) => act(unit, "flag"),
    m: (unit) => use(unit, 0),
    u: () => { const undo = one("#undo"); if (undo && !undo.disabled) undo.form.requestSubmit(); },
    n: () => step(1, todo),
    j: () => step(1),
    k: () => step(-1),
    d: (unit) => {
      const parts = unit ? all("details", unit) : [];
      const open = !parts.some((part) => part.open);
      for (const part of parts) part.open = open;
    },
    "/": () => { const search = one("[type=search]"); search?.focus(); search?.select(); },
    "?": () => one("#keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    const digit = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit([1-9])$/.exec(event.code);
    if (digit && matches(currentUnit()).length) { // Option and a digit types a sign on a Mac, so the place of the key counts
      event.preventDefault();
      use(currentUnit(), digit[1] - 1);
    } else if (field) inField(event, field);
    else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && keysOn() && !one("dialog[open]")) {
      const number = Number(event.key);
      const language = number && all(".langs a")[number - 1];
      if (!language && !KEYS[event.key]) return;
      event.preventDefault();
      if (language) language.click();
      else KEYS[event.key](currentUnit());
    }
  });

  function inField(event, field) {
    const unit = field.closest(".unit");
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") unit && editing(unit) ? leave(unit) : field.blur();
    if (!unit || !editing(unit)) return;
    if (ctrl && event.key === "Enter") {
      event.preventDefault();
      advance = unit.dataset.id;
      act(unit, "accept");
    }
    if (ctrl && event.key === "s") {
      event.preventDefault();
      act(unit, "edit");
    }
  }

  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* no storage: it holds for this page only */ }
    return value;
  }

  const keysOn = () => one("#keys-on")?.checked ?? false;
  const box = one("#keys-on");
  if (box) {
    box.checked = stored("l10n-flow-keys") !== "off";
    box.addEventListener("change", () => stored("l10n-flow-keys", box.checked ? null : "off"));
  }

  // Explanations of names -----------------------------------------------------------------------------------------
  const tip = one("#tip");

  function explain(hit) {
    tip.replaceChildren(...hit.dataset.tip.split("\n").map((line, at) => {
      const part = document.createElement(at ? "span" : "b");
      part.dir = "auto";
      part.textContent = line;
      return part;
    }));
    tip.hidden = false;
    const place = hit.getClientRects()[0];
    const left = Math.min(Math.max(8, place.left + place.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = place.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : place.bottom + 8}px`;
    for (const other of all(".hit", hit.closest(".unit"))) other.classList.toggle("pair", other.dataset.term === hit.dataset.term);
  }

  function hide() {
    tip.hidden = true;
    for (const other of all(".hit.pair")) other.classList.remove("pair");
  }

  document.addEventListener("pointerover", (event) => {
    const hit = event.target.closest(".hit");
    if (hit) explain(hit);
    else if (!tip.hidden) hide();
  });
  addEventListener("scroll", hide, { passive: true });

  // Messages, colours, and what others changed ---------------------------------------------------------------------
  let fading = 0;

  function toast(text) {
    const place = one("#toast");
    place.textContent = text;
    place.classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => place.classList.remove("shown"), 6000);
  }

  const THEMES = { "": ["◐", "Colours: as the system"], light: ["☀", "Colours: light"], dark: ["☾", "Colours: dark"] };

  function turn(keep) {
    const root = document.documentElement;
    const order = Object.keys(THEMES);
    const now = root.dataset.theme ?? "";
    const next = keep ? now : order[(order.indexOf(now) + 1) % order.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    if (!keep) stored("l10n-flow-theme", next || null);
    [one("#theme").textContent, one("#theme").ariaLabel] = THEMES[next];
  }

  async function refresh() {
    const place = one("#units")?.dataset.place;
    if (!place || document.hidden) return;
    const answer = await fetch(`${place}/seen`).catch(() => null);
    if (!answer?.ok) return;
    const seen = await answer.json();
    const changed = units().filter((unit) => {
      const busy = editing(unit) || typed(unit) || unit.classList.contains("conflict");
      return !busy && seen[unit.dataset.id] && seen[unit.dataset.id] !== unit.dataset.seen;
    });
    for (const unit of changed) htmx.ajax("GET", `${place}/${unit.dataset.id}`, { target: `#${unit.id}`, swap: "outerHTML" });
    if (changed.length) toast(`${changed.length === 1 ? "A unit was" : `${changed.length} units were`} changed elsewhere.`);
  }

  addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", refresh);

  document.addEventListener("htmx:configRequest", (event) => {
    const last = one("#undo")?.dataset.unit;
    if (event.detail.path === "/undo") event.detail.parameters.here = last && document.getElementById(`u-${last}`) ? last : "";
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.matches(".memory, .count")) return;
    for (const area of all(".conflict textarea")) fit(area);
    const unit = event.target.closest?.(".unit") ?? document.getElementById(event.target.id);
    if (event.target.id === "units") choose(currentUnit() ?? units()[0]);
    else if (unit?.matches(".unit")) {
      choose(unit, { scroll: event.detail.requestConfig?.path === "/undo" });
      if (advance === unit.dataset.id && !todo(unit)) step(1, todo);
      else if (!unit.contains(document.activeElement)) unit.focus({ preventScroll: true });
      advance = "";
    }
  });
  document.addEventListener("htmx:responseError", (event) => toast(event.detail.xhr.responseText));
  document.addEventListener("htmx:sendError", () => toast("l10n-flow does not answer. Your text is still here; start it again."));

  turn(true);
  choose(document.getElementById(location.hash.slice(1)) ?? units().find(todo) ?? units()[0], { scroll: Boolean(location.hash) });
})();
