// Shows how far a translation job is, until it has ended. Without it, "Look again" does the same.
const PAUSE = 2000;

async function lookAgain() {
  const shown = document.querySelector("#job[data-job-runs]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#job");
    if (answer.ok && fresh) {
      for (const part of ["progress", "[role=status]"]) {
        const old = shown.querySelector(part);
        const next = fresh.querySelector(part);
        if (old.outerHTML !== next.outerHTML) old.replaceWith(next);
      }
      if (!fresh.hasAttribute("data-job-runs")) shown.replaceWith(fresh);
    }
  } catch {
    // The network is away; the next time may be better.
  }
  setTimeout(lookAgain, PAUSE);
}

setTimeout(lookAgain, PAUSE);
