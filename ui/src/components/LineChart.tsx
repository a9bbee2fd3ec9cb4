import { useId } from "react";
import { type ChartPoint, layOut } from "@/lib/chart";
import styles from "./LineChart.module.css";

type LineChartProps = {
  /** What the curve shows; the same facts stand in a table beside it. */
  title: string;
  points: ChartPoint[];
  baseline?: { value: number; label: string } | undefined;
  target?: { value: number; label: string } | undefined;
  formatValue: (value: number) => string;
  formatDay: (day: string) => string;
};

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 56;
const TOP = 14;
const BOTTOM = 26;

/** A curve of readings with baseline and target; drawn with lines and shapes, not colour alone. */
export function LineChart({ title, points, baseline, target, formatValue, formatDay }: LineChartProps) {
  const id = useId();
  const also = [baseline?.value, target?.value].filter((value) => value !== undefined);
  const width = WIDTH - LEFT - 12;
  const height = HEIGHT - TOP - BOTTOM;
  const shape = layOut(points, width, height, also);
  const first = shape.points[0];
  const last = shape.points[shape.points.length - 1];
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <g transform={`translate(${LEFT} ${TOP})`}>
        {shape.ticks.map((tick) => (
          <g key={tick.value}>
            <line x1="0" x2={width} y1={tick.y} y2={tick.y} className={styles.grid} />
            <text x="-8" y={tick.y + 4} className={styles.scale} textAnchor="end">
              {formatValue(tick.value)}
            </text>
          </g>
        ))}
        {baseline === undefined ? null : <Level y={shape.yOf(baseline.value)} width={width} text={baseline.label} className={styles.baseline ?? ""} at="end" />}
        {target === undefined ? null : <Level y={shape.yOf(target.value)} width={width} text={target.label} className={styles.target ?? ""} at="start" />}
        <path d={shape.area} className={styles.area} />
        <path d={shape.line} className={styles.line} />
        {shape.points.map((point) => (
          <circle key={point.source.day + String(point.source.value)} cx={point.x} cy={point.y} r={point === last ? 4.5 : 3} className={styles.point}>
            <title>{`${formatDay(point.source.day)} : ${formatValue(point.source.value)}`}</title>
          </circle>
        ))}
        {first === undefined ? null : (
          <text x={first.x} y={height + 19} className={styles.scale} textAnchor={first.x < 40 ? "start" : "middle"}>
            {formatDay(first.source.day)}
          </text>
        )}
        {last === undefined || last === first ? null : (
          <text x={last.x} y={height + 19} className={styles.scale} textAnchor="end">
            {formatDay(last.source.day)}
          </text>
        )}
      </g>
    </svg>
  );
}

// A curve leaves its baseline on the left and nears its target on the right: each label stands at the other end.
function Level({ y, width, text, className, at }: { y: number; width: number; text: string; className: string; at: "start" | "end" }) {
  return (
    <g className={className}>
      <line x1="0" x2={width} y1={y} y2={y} />
      <text x={at === "end" ? width : 4} y={y - 5} textAnchor={at}>
        {text}
      </text>
    </g>
  );
}
