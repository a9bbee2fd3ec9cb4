// What the editor's buttons do to a text and its selection: pure, so that they can be proven.

/** A text and what is selected in it. */
export type Edit = { text: string; start: number; end: number };

/** Puts a sign on both sides of the selection, or takes it away when it is there. */
export function wrapSelection({ text, start, end }: Edit, sign: string): Edit {
  const before = text.slice(Math.max(0, start - sign.length), start);
  const after = text.slice(end, end + sign.length);
  if (before === sign && after === sign) {
    return { text: text.slice(0, start - sign.length) + text.slice(start, end) + text.slice(end + sign.length), start: start - sign.length, end: end - sign.length };
  }
  return { text: text.slice(0, start) + sign + text.slice(start, end) + sign + text.slice(end), start: start + sign.length, end: end + sign.length };
}

/** Begins each selected line with a sign, or takes it away when all have it. */
export function toggleLines({ text, start, end }: Edit, sign: string): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  const to = stop < 0 ? text.length : stop;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(sign));
  const changed = lines.map((line) => (all ? line.slice(sign.length) : line.startsWith(sign) ? line : sign + line)).join("\n");
  return { text: text.slice(0, from) + changed + text.slice(to), start: from, end: from + changed.length };
}

/** Turns the selection into a link whose address is left selected, ready to be typed. */
export function insertLink({ text, start, end }: Edit): Edit {
  const words = text.slice(start, end);
  const address = "https://";
  const inserted = `[${words}](${address})`;
  const at = start + words.length + 3;
  return { text: text.slice(0, start) + inserted + text.slice(end), start: at, end: at + address.length };
}

/** The first words of a Markdown text without its signs, for a line in a list. */
export function plainText(source: string): string {
  return source
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s{0,3}(#{1,6}|[-*+]|\d+[.)]|>)\s+/gm, "")
    .replace(/[*_`~]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
