import { describe, expect, it } from "vitest";
import { insertLink, plainText, toggleLines, wrapSelection } from "./markdown";

describe("the editor's buttons", () => {
  it("make bold, and plain again", () => {
    const bold = wrapSelection({ text: "un mot ici", start: 3, end: 6 }, "**");
    expect(bold).toEqual({ text: "un **mot** ici", start: 5, end: 8 });
    expect(wrapSelection(bold, "**")).toEqual({ text: "un mot ici", start: 3, end: 6 });
  });
  it("turn the lines touched by the selection into a list, and back", () => {
    const list = toggleLines({ text: "a\nb\nc", start: 2, end: 5 }, "- ");
    expect(list.text).toBe("a\n- b\n- c");
    expect(toggleLines(list, "- ").text).toBe("a\nb\nc");
  });
  it("leave the address of a new link selected", () => {
    const link = insertLink({ text: "voir la page", start: 8, end: 12 });
    expect(link.text).toBe("voir la [page](https://)");
    expect(link.text.slice(link.start, link.end)).toBe("https://");
  });
});

it("a line of a list shows words, not signs", () => {
  expect(plainText("### Titre\n- **gras** et [lien](https://a.fr)\n1. un")).toBe("Titre gras et lien un");
});
