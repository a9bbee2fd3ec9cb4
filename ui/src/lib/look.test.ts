import { expect, it } from "vitest";
import { FIRST_LOOK, readLook } from "./look";

it("preferences that cannot be read are those of a first start", () => {
  expect(readLook("{oops")).toEqual(FIRST_LOOK);
  expect(readLook(null)).toEqual(FIRST_LOOK);
});
it("preferences this program does not know are ignored, the others kept", () => {
  expect(readLook('{"theme":"sepia","density":"compact","textScale":117,"language":"en"}')).toEqual({ ...FIRST_LOOK, density: "compact", language: "en" });
});
