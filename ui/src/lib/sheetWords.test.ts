import { describe, expect, it } from "vitest";
import { beginning, sheetWords, unknownWord } from "./sheetWords";

const LIST = ["abolir", "abricot", "élégant", "éléphant", "fenêtre"];

describe("the words of a recovery sheet", () => {
  it("are read whatever stands between them", () => {
    expect(sheetWords("1. Abolir,\n2. élégant ; ")).toEqual(["Abolir", "élégant"]);
  });

  it("are known without accents and by four letters, and the wrong one is named", () => {
    expect(unknownWord(["ABOL", "elegant", "fenetre"], true, LIST)).toBeNull();
    expect(unknownWord(["abolir", "fenetres"], true, LIST)).toEqual({ position: 2, word: "fenetres" });
  });

  it("may still be on their way, but not when something follows", () => {
    expect(unknownWord(["ab"], false, LIST)).toBeNull();
    expect(unknownWord(["ab"], true, LIST)).toEqual({ position: 1, word: "ab" });
  });

  it("are offered as one types", () => {
    expect(beginning("abolir ele", LIST)).toEqual(["élégant", "éléphant"]);
    expect(beginning("abolir ", LIST)).toEqual([]);
    expect(beginning("fenêtre", LIST)).toEqual([]);
  });
});
