// Small pure helpers on text.

/** Lower case, without accents or ligatures: what a person means when typing quickly. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD").replace(/\p{M}/gu, "");
}

/** By how many characters a text is too long; counted as the core does, for which none is two. */
export function excess(text: string, max: number | null): number {
  return max === null || text.length <= max ? 0 : Math.max(0, Array.from(text).length - max);
}

/** French typography: a narrow no-break space before ? ! ; and », inside «, and a no-break space before a colon. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([?!;»%€])/g, "\u202f$1")
    .replace(/« /g, "«\u202f")
    .replace(/ :(?=\s|$)/g, "\u00a0:")
    .replace(/(\d) (?=\d{3}\b)/g, "$1\u202f");
}

/** What stands before a name: it runs into some of them. */
export type Preposition = "de" | "à";

const INTO_LE: Record<Preposition, string> = { de: "du", à: "au" };
const INTO_LES: Record<Preposition, string> = { de: "des", à: "aux" };

/** A French name behind its preposition: « d'Auray », « du Mans », « aux Lilas », « de L'Haÿ-les-Roses ». Before an h, which
 * some names sound and others do not, it stays whole. */
export function behind(preposition: Preposition, name: string): string {
  if (name.startsWith("Le ")) return `${INTO_LE[preposition]}${name.slice(2)}`;
  if (name.startsWith("Les ")) return `${INTO_LES[preposition]}${name.slice(3)}`;
  if (preposition === "de" && /^(?:[aeiou]|y[^aou])/.test(fold(name))) return `d'${name}`;
  return `${preposition} ${name}`;
}

/** The first letters of a name, two at most, for a round mark beside it. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word.length > 1 || /\p{Lu}/u.test(word));
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

/** Cuts a text at a word, with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > length / 2 ? space : length).trimEnd()}…`;
}

/** One part of a text, marked when it is what was searched for. */
export type Part = { text: string; marked: boolean };

/** Splits a text so that what matches the words typed can be marked, accents and case apart. */
export function markMatches(text: string, query: string): Part[] {
  const words = fold(query).split(/\s+/).filter((word) => word.length > 1);
  if (words.length === 0) return [{ text, marked: false }];
  const parts: Part[] = [];
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    if (piece === "") continue;
    const folded = fold(piece);
    parts.push({ text: piece, marked: words.some((word) => folded.startsWith(word)) });
  }
  return parts;
}
