/* Of the named elements, those that nothing tells from the paper: no ground, border or underline. */
(selector) => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const sides = ["Top", "Right", "Bottom", "Left"];
  return [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const style = getComputedStyle(element);
      const bordered = sides.some((side) => parseFloat(style[`border${side}Width`]) > 0);
      const lined = style.textDecorationLine !== "none" || style.outlineStyle !== "none";
      return [paper, "rgba(0, 0, 0, 0)"].includes(style.backgroundColor) && !bordered && !lined;
    })
    .map((element) => element.outerHTML.slice(0, 100));
}
