import { describe, expect, it } from "vitest";
import { layOut, niceTicks } from "./chart";

describe("a chart", () => {
  it("has round marks that cover its values", () => {
    expect(niceTicks(0, 243)).toEqual([0, 100, 200, 300]);
    const ticks = niceTicks(0.2, 0.9);
    expect(ticks[0]).toBeLessThanOrEqual(0.2);
    expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(0.9);
  });
  it("draws readings in the order of their dates", () => {
    const shape = layOut([{ day: "b", time: 2, value: 5 }, { day: "a", time: 1, value: 10 }], 100, 50);
    expect(shape.points.map((point) => point.source.day)).toEqual(["a", "b"]);
    expect(shape.points[0]?.x).toBe(0);
    expect(shape.points[1]?.x).toBe(100);
  });
  it("keeps the target inside the picture", () => {
    const shape = layOut([{ day: "a", time: 1, value: 10 }], 100, 50, [80]);
    expect(shape.yOf(80)).toBeGreaterThanOrEqual(0);
  });
  it("with one reading is a point, not a division by zero", () => {
    const shape = layOut([{ day: "a", time: 1, value: 10 }], 100, 50);
    expect(shape.points[0]).toMatchObject({ x: 50 });
    expect(Number.isFinite(shape.points[0]?.y)).toBe(true);
  });
});
