import { useId } from "react";
import { type ChartPoint, layOut } from "@/lib/chart";
import styles from "./LineChart.module.css";
import { useWidth } from "./useWidth";

type LineChartProps = {
  /** What the curve shows; the same facts stand in a table beside it. */
  title: string;
  points: ChartPoint[];
  baseline?: { value: number; label: string } | undefined;
  target?: { value: number; label: string } | undefined;
  formatValue: (value: number) => string;
  formatDay: (day: string) => string;
};

/** In ems of its letters: how wide a curve is until it is measured, how high it is, and the room around it. */
const WIDTH = 52;
const HEIGHT = 15;
const TOP = 1.2;
const BOTTOM = 2.2;
const RIGHT = 1;
const GAP = 0.7;
/** How wide a digit is. */
const DIGIT = 0.6;
/** The size of its letters, in rem. */
const SIZE = 0.75;

/** A curve of readings with baseline and target; drawn with lines and shapes, not colour alone. Its letters keep their size. */
export function LineChart({ title, points, baseline, target, formatValue, formatDay }: LineChartProps) {
  const id = useId();
  const [measure, measured] = useWidth();
  const em = SIZE * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const also = [baseline?.value, target?.value].filter((value) => value !== undefined);
  const height = (HEIGHT - TOP - BOTTOM) * em;
  const scale = layOut(points, 0, height, also).ticks.map((tick) => formatValue(tick.value).length);
  const left = (Math.max(...scale) * DIGIT + GAP) * em;
  const whole = measured ?? WIDTH * em;
  const width = Math.max(whole - left - RIGHT * em, em);
  const shape = layOut(points, width, height, also);
  const first = shape.points[0];
  const last = shape.points[shape.points.length - 1];
  return (
    <div ref={measure}>
      <svg className={styles.chart} viewBox={`0 0 ${whole} ${HEIGHT * em}`} role="img" aria-labelledby={id}>
        <title id={id}>{title}</title>
        <g transform={`translate(${left} ${TOP * em})`}>
          {shape.ticks.map((tick) => (
            <g key={tick.value}>
              <line x1="0" x2={width} y1={tick.y} y2={tick.y} className={styles.grid} />
              <text x={-GAP * em} y={tick.y + em / 3} className={styles.scale} textAnchor="end">
                {formatValue(tick.value)}
              </text>
            </g>
          ))}
          {baseline === undefined ? null : <Level y={shape.yOf(baseline.value)} width={width} em={em} text={baseline.label} className={styles.baseline ?? ""} at="end" />}
          {target === undefined ? null : <Level y={shape.yOf(target.value)} width={width} em={em} text={target.label} className={styles.target ?? ""} at="start" />}
          <path d={shape.area} className={styles.area} />
          <path d={shape.line} className={styles.line} />
          {shape.points.map((point) => (
            <circle key={point.source.day + String(point.source.value)} cx={point.x} cy={point.y} r={point === last ? 4.5 : 3} className={styles.point}>
              <title>{`${formatDay(point.source.day)} : ${formatValue(point.source.value)}`}</title>
            </circle>
          ))}
          {first === undefined ? null : (
            <text x={first.x} y={height + 1.6 * em} className={styles.scale} textAnchor={first.x < 3 * em ? "start" : "middle"}>
              {formatDay(first.source.day)}
            </text>
          )}
          {last === undefined || last === first ? null : (
            <text x={last.x} y={height + 1.6 * em} className={styles.scale} textAnchor="end">
              {formatDay(last.source.day)}
            </text>
          )}
        </g>
      </svg>
    </div>
  );
}

// A curve leaves its baseline on the left and nears its target on the right: each label stands at the other end.
function Level({ y, width, em, text, className, at }: { y: number; width: number; em: number; text: string; className: string; at: "start" | "end" }) {
  return (
    <g className={className}>
      <line x1="0" x2={width} y1={y} y2={y} />
      <text x={at === "end" ? width : em / 3} y={y - em / 2.4} textAnchor={at}>
        {text}
      </text>
    </g>
  );
}
