import { Ban, BadgeCheck, CircleHelp, Landmark, ShieldCheck, UserCheck } from "lucide-react";
import { Badge, type BadgeShape, type BadgeTone } from "@/components/Badge";
import { useT } from "@/i18n/useT";
import type { PublishedState, Trust } from "@/ipc/bindings.gen";
import styles from "./record.module.css";
import { useSchema } from "./useSchema";

const STATUS: Record<string, [BadgeTone, BadgeShape]> = {
  planned: ["grey", "empty"],
  in_progress: ["leaf", "half"],
  paused: ["blue", "pause"],
  blocked: ["red", "stop"],
  done: ["leaf", "check"],
  abandoned: ["grey", "cross"],
  to_discuss: ["honey", "empty"],
};

/** The tone and shape of a project's status. */
export function statusMark(status: string): { tone: BadgeTone; shape: BadgeShape } {
  const [tone, shape] = STATUS[status] ?? ["grey", "empty"];
  return { tone, shape };
}

/** A project's status in a word and a mark. */
export function StatusBadge({ status, quiet = false }: { status: string | null; quiet?: boolean }) {
  const words = useSchema("project");
  if (status === null || status === "") return null;
  const { tone, shape } = statusMark(status);
  return (
    <Badge tone={tone} shape={shape} quiet={quiet}>
      {words.choice("status", status)}
    </Badge>
  );
}

/** Late: computed by the core, never chosen. */
export function LateBadge() {
  const { t } = useT();
  return <Badge tone="red">{t("state.late")}</Badge>;
}

/** The weather of a project: a shape each, so that colour is not alone. */
export function LightMark({ light, bare = false }: { light: string | null; bare?: boolean }) {
  const words = useSchema("project");
  if (light === null || light === "") return null;
  const label = words.choice("light", light);
  return (
    <span className={styles.light} data-light={light} title={label}>
      <LightSign light={light} />
      <span className={bare ? "visually-hidden" : undefined}>{label}</span>
    </span>
  );
}

/** The shape of a weather, in its colour. */
export function LightSign({ light }: { light: string }) {
  return (
    <svg viewBox="0 0 12 12" className={styles.lightSign} data-light={light} aria-hidden>
      {light === "green" ? <circle cx="6" cy="6" r="5" /> : light === "orange" ? <path d="M6 .8 11.6 11H.4Z" /> : <rect x="1" y="1" width="10" height="10" rx="1" />}
    </svg>
  );
}

const PUBLISHED: Record<PublishedState, BadgeTone> = { draft: "grey", published: "leaf", changed: "honey", withdrawn: "red" };

/** Whether a sheet may leave. */
export function PublishedBadge({ state }: { state: PublishedState | null }) {
  const { t } = useT();
  if (state === null) return null;
  const shape: BadgeShape = state === "published" ? "check" : state === "changed" ? "half" : state === "withdrawn" ? "cross" : "empty";
  return (
    <Badge tone={PUBLISHED[state]} shape={shape}>
      {t(`state.${state}`)}
    </Badge>
  );
}

/** How sure we are of who wrote something. "Accepted" never looks like "verified". */
export function TrustBadge({ trust }: { trust: string }) {
  const { t, maybe } = useT();
  const signs = { self: Landmark, verified: ShieldCheck, accepted: UserCheck, unknown: CircleHelp, refused: Ban, reference: BadgeCheck } as const;
  const known = (Object.keys(signs) as (keyof typeof signs)[]).find((name) => name === trust) ?? "unknown";
  const Sign = signs[known];
  return (
    <span className={styles.trust} data-trust={known}>
      <Sign size="0.9375rem" aria-hidden />
      {maybe(`trust.${trust}`) ?? t("trust.unknown")}
    </span>
  );
}

/** How sure we are of the author of what others sent; what speaks against it comes before what we decided. */
export function AuthorBadge({ trust, doubtful }: { trust: Trust; doubtful: boolean }) {
  const { t } = useT();
  if (!doubtful) return <TrustBadge trust={trust} />;
  return (
    <Badge tone="red" shape="stop">
      {t("trust.doubt")}
    </Badge>
  );
}
