import { Link } from "@tanstack/react-router";
import { useT } from "@/i18n/useT";
import { addressOf } from "@/lib/recordLink";

/** A record by its title, leading to its page where it has one. */
export function RecordLink({ kind, id, title }: { kind: string; id: string; title: string }) {
  const { t } = useT();
  const words = title === "" ? t("common.untitled") : title;
  const address = addressOf(kind, id);
  if (address === null) return <span>{words}</span>;
  return (
    <Link to={address.to} params={address.params}>
      {words}
    </Link>
  );
}
