// The words of a recovery sheet while they are typed: accents and capitals do not count, four letters are enough.

const TELLING = 4;

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words typed so far; numbers and signs between them do not count. */
export function sheetWords(typed: string): string[] {
  return typed.normalize("NFC").split(/[^\p{L}]+/u).filter((word) => word !== "");
}

/** Whether a word is one of the list, whole or by enough letters to tell it from all others. */
function isKnown(word: string, list: readonly string[]): boolean {
  const wanted = fold(word);
  return list.some((candidate) => {
    const folded = fold(candidate);
    return folded === wanted || (wanted.length >= TELLING && folded.startsWith(wanted));
  });
}

/** The first word that is not in the list. The last one may still be on its way, unless something was typed after it. */
export function unknownWord(words: readonly string[], ended: boolean, list: readonly string[]): { position: number; word: string } | null {
  if (list.length === 0) return null;
  for (const [index, word] of words.entries()) {
    const onItsWay = index === words.length - 1 && !ended && list.some((candidate) => fold(candidate).startsWith(fold(word)));
    if (!onItsWay && !isKnown(word, list)) return { position: index + 1, word };
  }
  return null;
}

/** What the word that is being typed may become; nothing once it is whole. */
export function beginning(typed: string, list: readonly string[], most = 5): string[] {
  const last = /\p{L}+$/u.exec(typed.normalize("NFC"))?.[0] ?? "";
  if (last.length < 2) return [];
  const wanted = fold(last);
  const found = list.filter((word) => fold(word).startsWith(wanted));
  return found.length === 1 && fold(found[0] ?? "") === wanted ? [] : found.slice(0, most);
}
