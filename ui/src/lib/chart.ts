// The geometry of a line chart: pure, so that the drawing and its table cannot disagree.

/** One reading to draw: a day and a value, both already numbers. */
export type ChartPoint = { day: string; time: number; value: number };

/** What is drawn: the line, its points and the marks of the vertical scale. */
export type ChartShape = {
  line: string;
  area: string;
  points: { x: number; y: number; source: ChartPoint }[];
  ticks: { y: number; value: number }[];
  yOf: (value: number) => number;
};

/** Round steps (1, 2, 5 × 10ⁿ) that cover a range with about `count` marks. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  const step = factor * power;
  const first = Math.floor(low / step) * step;
  const ticks: number[] = [];
  for (let value = first; value <= high + step * 0.999; value += step) ticks.push(Number(value.toPrecision(12)));
  return ticks;
}

/** Lays out readings in a box; `also` (baseline, target) widens the scale so that their lines are visible. */
export function layOut(points: ChartPoint[], width: number, height: number, also: number[] = []): ChartShape {
  const sorted = [...points].sort((left, right) => left.time - right.time);
  const values = [...sorted.map((point) => point.value), ...also];
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const ticks = niceTicks(lowest >= 0 && lowest < highest * 0.6 ? 0 : lowest, highest);
  const bottom = ticks[0] ?? 0;
  const top = ticks[ticks.length - 1] ?? 1;
  const firstTime = sorted[0]?.time ?? 0;
  const lastTime = sorted[sorted.length - 1]?.time ?? 1;
  const yOf = (value: number) => height - ((value - bottom) / (top - bottom || 1)) * height;
  const xOf = (time: number) => (lastTime === firstTime ? width / 2 : ((time - firstTime) / (lastTime - firstTime)) * width);
  const drawn = sorted.map((source) => ({ x: xOf(source.time), y: yOf(source.value), source }));
  const line = drawn.map((point, index) => `${index === 0 ? "M" : "L"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join(" ");
  const start = drawn[0];
  const end = drawn[drawn.length - 1];
  const area = start && end ? `${line} L${end.x.toFixed(1)} ${height} L${start.x.toFixed(1)} ${height} Z` : "";
  return { line, area, points: drawn, ticks: ticks.map((value) => ({ y: yOf(value), value })), yOf };
}
