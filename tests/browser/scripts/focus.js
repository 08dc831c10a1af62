/* Where the focus is, and what is wrong with how it shows: nothing drawn, too thin, too pale against
   what surrounds it, out of the window, or under something else (the bar at the foot of a phone). */
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d");
  const numbers = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) =>
    numbers(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);

  const drawnInside = parseFloat(style.outlineOffset) < 0;
  let ground = drawnInside ? at : at.parentElement;
  const backgroundOf = (element) => getComputedStyle(element).backgroundColor;
  while (ground.parentElement && numbers(backgroundOf(ground))[3] === 0) {
    ground = ground.parentElement;
  }
  const [dark, light] = [style.outlineColor, backgroundOf(ground)]
    .map(luminance)
    .sort((a, b) => a - b);
  const contrast = (light + 0.05) / (dark + 0.05);

  const boxes = [...at.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const seen = boxes.some((box) => {
    const shown = document.elementFromPoint(
      box.left + box.width / 2,
      box.top + box.height / 2,
    );
    return shown && (at.contains(shown) || shown.contains(at));
  });

  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    faults.push("no outline");
  } else if (contrast < 3) {
    faults.push(`outline of contrast ${contrast.toFixed(1)}`);
  }
  if (!seen) faults.push("hidden or out of the window");
  return { what: at.outerHTML.slice(0, 110), faults };
}
