// Of the charts of a page: how many they are, and what of them lies outside, lies over each other or was shrunk.
() => {
  const wide = document.documentElement.clientWidth;
  const wrong = [];
  const charts = [...document.querySelectorAll("main svg[role=img]")].filter((one) => one.checkVisibility());
  for (const chart of charts) {
    const frame = chart.getBoundingClientRect();
    for (const part of [chart, ...chart.querySelectorAll("text, rect, line, circle")]) {
      const box = part.getBoundingClientRect();
      const far = 11; // half of what stands on the end of an axis
      const isOff = box.left < 0 || box.right > wide;
      const isOut = box.left < frame.left - far || box.right > frame.right + far;
      const isCut = box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
      const isSmall = part.matches("text") && part.getScreenCTM().a * parseFloat(getComputedStyle(part).fontSize) < 12;
      if (isOff || isOut || isCut || isSmall) wrong.push([part.tagName, part.textContent.trim().slice(0, 60), box.left, box.right]);
    }
    const words = [...chart.querySelectorAll("text")].map((part) => part.getBoundingClientRect());
    words.forEach((one, place) => words.slice(place + 1).forEach((other) => {
      const isOver = one.left < other.right - 1 && other.left < one.right - 1;
      if (isOver && Math.abs(one.top - other.top) < 6) {
        wrong.push(["over each other", chart.textContent.trim().slice(0, 60), one.left, other.left]);
      }
    }));
    for (let box = chart.parentElement; box; box = box.parentElement) {
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
      if (scrolls && box.scrollWidth > box.clientWidth) wrong.push(["scrolls", box.className, 0, box.scrollWidth]);
    }
  }
  return [charts.length, wrong];
}
