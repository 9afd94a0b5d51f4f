// Runs before the page is drawn, so that it does not flash in the wrong colours.
"use strict";
try {
  const wanted = localStorage.getItem("l10n-flow-theme");
  if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;
} catch { /* no storage: as the system has it */ }
