// gift-pegjs reads a file: prints of which kind each of its questions is.
const { readFileSync } = require("node:fs");
const [parties, file] = process.argv.slice(2);
const { parse } = require(`${parties}/node_modules/gift-pegjs`);

const asked = parse(readFileSync(file, "utf8")).filter((each) => each.type !== "Category");
console.log(JSON.stringify(asked.map((each) => each.type)));
