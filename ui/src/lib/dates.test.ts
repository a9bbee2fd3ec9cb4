import { describe, expect, it } from "vitest";
import { dayNumber, daysBetween, formatDay, formatInstant, relativeDay, today } from "./dates";

describe("dates", () => {
  it("are written day first in French", () => {
    expect(formatDay("2026-03-09", "fr-FR")).toBe("09/03/2026");
  });
  it("never shift by a day, whatever the time zone of the machine", () => {
    for (const zone of ["Pacific/Noumea", "America/Cayenne", "Europe/Paris"]) {
      process.env["TZ"] = zone;
      expect(formatDay("2026-01-01", "fr-FR")).toBe("01/01/2026");
    }
  });
  it("that do not exist are not dates", () => {
    expect(dayNumber("2026-02-30")).toBeNull();
    expect(dayNumber("23/11/2026")).toBeNull();
    expect(formatDay("bientôt", "fr-FR")).toBe("bientôt");
  });
  it("are counted in whole days across the change of hour", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  });
  it("are told in words when near", () => {
    expect(relativeDay("2026-11-24", "fr-FR", "2026-11-23")).toBe("demain");
    expect(relativeDay("2026-11-20", "fr-FR", "2026-11-23")).toBe("il y a 3 jours");
  });
  it("of instants follow the zone asked for", () => {
    expect(formatInstant("2026-11-23T23:30:00Z", "fr-FR", "Europe/Paris")).toContain("24 nov. 2026");
  });
  it("of today are those of the machine's calendar", () => {
    expect(today(new Date(2026, 0, 5, 0, 30))).toBe("2026-01-05");
  });
});
