/* What moves although it was asked not to, or cannot be seen because it was going to fade in. */
() => [
  ...document.getAnimations().map((one) => one.effect?.target?.outerHTML?.slice(0, 90) ?? "?"),
  ...[document.documentElement, ...document.querySelectorAll("main, main *")]
    .filter((element) => {
      const style = getComputedStyle(element);
      return style.scrollBehavior === "smooth" || Number(style.opacity) < 0.5;
    })
    .map((element) => element.outerHTML.slice(0, 90)),
]
