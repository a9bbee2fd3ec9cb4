import { expect, it } from "vitest";
import { mailboxError, PERSON_MAX, personError } from "./person";
import { speechOf } from "./useT";

const { t } = speechOf("fr");

it("a name is asked for, and has a length", () => {
  expect(personError(t, " ", false)).toBeUndefined();
  expect(personError(t, " ", true)).toBe(t("start.personMissing"));
  expect(personError(t, ` ${"a".repeat(PERSON_MAX)} `, true)).toBeUndefined();
  expect(personError(t, "a".repeat(PERSON_MAX + 2), false)).toBe(t("field.tooLong", { max: PERSON_MAX, over: 2 }));
});

it("a mailbox is an address of mail or nothing", () => {
  for (const good of ["", " projets@ville.fr ", "a.b+c@mairie-de.exemple.fr", "école@été.fr"]) expect(mailboxError(t, good), good).toBeUndefined();
  for (const bad of ["pas une adresse", "projets", "@ville.fr", "projets@ville", "projets@", "a@b@c.fr", "a@ville.fr, b@ville.fr", "a@ville.fr?subject=x", `${"a".repeat(250)}@b.fr`]) expect(mailboxError(t, bad), bad).toBe(t("settings.mailboxWrong"));
});
