/* By how much the page is wider than the window, and the first elements that are why. */
() => {
  const wide = document.documentElement.clientWidth;
  const needed = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
  if (needed <= wide) return [];
  const culprits = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.right > wide + 1 || box.left < -1;
  });
  return [`${needed - wide} px too wide`, ...culprits.slice(0, 4).map((e) => e.outerHTML.slice(0, 120))];
}
