/* Words whose colour is less than 4.5 times as bright, or as dark, as the ground behind them. axe-core
   cannot be asked under forced colours: it reads the colour that the style sheet wanted. */
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const linear = channels(colour)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const opaque = (element) => (channels(getComputedStyle(element).backgroundColor)[3] ?? 1) > 0;
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      if (opaque(one)) return getComputedStyle(one).backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const ownWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((element) => ownWords(element) && element.checkVisibility())
    .filter((element) => {
      const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))];
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05) < 4.5;
    })
    .map((element) => element.outerHTML.slice(0, 100));
}
