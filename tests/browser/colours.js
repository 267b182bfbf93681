// A browser writes nearly every colour as rgb() or rgba(). axe reads each by way of all its colour spaces, whose
// setting up takes half of its time on a small page; what is written in any other way it reads as ever.
(() => {
  const colour = axe.commons.color.Color.prototype;
  const readAny = colour.parseString;
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, (\d*\.?\d+))?\)$/;
  colour.parseString = function (text) {
    const [isPlain, red, green, blue, alpha = 1] = plain.exec(text) ?? [];
    if (!isPlain) return readAny.call(this, text);
    return Object.assign(this, { r: red / 255, g: green / 255, b: blue / 255, alpha: Number(alpha) });
  };
})();
