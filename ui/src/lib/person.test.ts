import { expect, it } from "vitest";
import { speechOf } from "@/i18n/useT";
import { isMailbox, PERSON_MAX, personError } from "./person";

const { t } = speechOf("fr");

it("a name is asked for, and has a length", () => {
  expect(personError(t, " ", false)).toBeUndefined();
  expect(personError(t, " ", true)).toBe(t("start.personMissing"));
  expect(personError(t, ` ${"a".repeat(PERSON_MAX)} `, true)).toBeUndefined();
  expect(personError(t, "a".repeat(PERSON_MAX + 2), false)).toBe(t("field.tooLong", { max: PERSON_MAX, over: 2 }));
});

it("a mailbox is an address of mail and nothing else", () => {
  for (const good of ["projets@ville.fr", "a.b+c@mairie-de.exemple.fr", "école@été.fr"]) expect(isMailbox(good), good).toBe(true);
  for (const bad of ["pas une adresse", "projets", "@ville.fr", "projets@ville", "projets@", "a@b@c.fr", "a@ville.fr, b@ville.fr", "a@ville.fr?subject=x", `${"a".repeat(250)}@b.fr`]) expect(isMailbox(bad), bad).toBe(false);
});
