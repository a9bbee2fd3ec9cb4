import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeftRight, BookOpenText, House, Layers, type LucideIcon, Scale, Settings, Sprout, Trash2, Users } from "lucide-react";
import { BrandMark } from "@/components/BrandMark";
import type { MessageKey } from "@/i18n/catalogue";
import { useT } from "@/i18n/useT";
import { appStateQuery, homeQuery } from "@/ipc/queries";
import { RailBackup } from "./RailBackup";
import styles from "./Rail.module.css";

type Place = { to: "/" | "/projets" | "/solutions" | "/dispositifs" | "/echanges" | "/correspondants" | "/a-trancher" | "/corbeille"; name: Extract<MessageKey, `frame.${string}`>; icon: LucideIcon };

const PLACES: Place[] = [
  { to: "/", name: "frame.home", icon: House },
  { to: "/a-trancher", name: "frame.undecided", icon: Scale },
  { to: "/projets", name: "frame.projects", icon: Sprout },
  { to: "/solutions", name: "frame.solutions", icon: BookOpenText },
  { to: "/dispositifs", name: "frame.programmes", icon: Layers },
  { to: "/echanges", name: "frame.exchanges", icon: ArrowLeftRight },
  { to: "/correspondants", name: "frame.correspondents", icon: Users },
  { to: "/corbeille", name: "frame.trash", icon: Trash2 },
];

/** Where one can go; below, who we are. */
export function Rail() {
  const { t, maybe } = useT();
  const state = useQuery(appStateQuery).data;
  const counts = useQuery(homeQuery).data?.counts;
  const waiting: Partial<Record<Place["to"], number>> = { "/echanges": counts?.unknownSenders ?? 0, "/a-trancher": counts?.undecided ?? 0 };
  const workspace = state?.phase === "open" ? state.workspace : null;
  return (
    <nav className={styles.rail} aria-label={t("frame.rail")}>
      <div className={styles.brand}>
        <BrandMark />
        <span className={styles.brandName}>{t("app.name")}</span>
      </div>
      <ul className={styles.places}>
        {PLACES.filter(({ to }) => to !== "/a-trancher" || (waiting[to] ?? 0) > 0).map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={styles.place ?? ""} activeProps={{ className: styles.here ?? "" }} activeOptions={{ exact: to === "/", includeSearch: false }} title={maybe(name) ?? ""}>
              <Icon aria-hidden className={styles.sign} />
              <span className={styles.name}>{maybe(name)}</span>
              <Waiting count={waiting[to] ?? 0} />
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <RailBackup />
        {workspace === null ? null : (
          <Link to="/reglages" className={styles.card ?? ""} title={t("frame.settings")}>
            <span className={styles.seal} aria-hidden>
              {workspace.organisation.name.slice(0, 1)}
            </span>
            <span className={styles.who}>
              <span className={styles.commune}>{workspace.organisation.name}</span>
              <span className={styles.person}>{workspace.person}</span>
            </span>
            <Settings aria-hidden className={styles.sign} />
            <span className="visually-hidden">{t("frame.settings")}</span>
          </Link>
        )}
      </div>
    </nav>
  );
}

/** How much waits somewhere; nothing where nothing does. */
function Waiting({ count }: { count: number }) {
  const { t } = useT();
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{t("frame.count", { count })}</span>
    </span>
  );
}
