/* Keeps in `shifts` every jump of the layout that no tap or key caused, with what jumped. */
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const what = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? node?.data ?? "?");
    window.shifts.push({ value: entry.value, what: what.join(" | ") });
  }
}).observe({ type: "layout-shift", buffered: true });
