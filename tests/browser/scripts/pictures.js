/* The pictures that the page shows: where, in which size, and whether they wait for the reader. */
() =>
  [...document.images]
    .filter((image) => image.checkVisibility())
    .map((image) => ({
      source: image.currentSrc || image.src,
      top: image.getBoundingClientRect().top + scrollY,
      width: Number(image.getAttribute("width")),
      height: Number(image.getAttribute("height")),
      natural: image.naturalWidth / image.naturalHeight,
      lazy: image.loading === "lazy",
      complete: image.complete,
    }))
