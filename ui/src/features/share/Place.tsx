import { useQuery } from "@tanstack/react-query";
import { Choice } from "@/components/Checkbox";
import { Section } from "@/components/PageHead";
import { useT } from "@/i18n/useT";
import type { ExportPlace } from "@/ipc/bindings.gen";
import { drivesQuery } from "@/ipc/queries";
import styles from "./share.module.css";

const DRIVE = "drive:";

/** Where the bundle goes: a file, a folder, or one of the sticks that are plugged in. */
export function Place({ value, onChange }: { value: ExportPlace; onChange: (place: ExportPlace) => void }) {
  const { t, bytes } = useT();
  const drives = useQuery(drivesQuery).data ?? [];
  const answers = [
    { id: "file", label: t("share.placeFile"), hint: t("share.placeFileHelp") },
    ...drives.map((drive) => ({ id: DRIVE + drive.id, label: t("share.placeDrive", { name: drive.name }), hint: drive.readOnly ? t("share.placeReadOnly") : t("share.placeFree", { size: bytes(drive.free) }) })),
    { id: "folder", label: t("share.placeFolder"), hint: t("share.placeFolderHelp") },
  ];
  const choose = (id: string) => {
    if (id === "file" || id === "folder") onChange({ kind: id });
    else onChange({ kind: "drive", id: id.slice(DRIVE.length) });
  };
  return (
    <Section title={t("share.place")}>
      <Choice label={t("share.place")} labelHidden look="cards" answers={answers} value={value.kind === "drive" ? DRIVE + value.id : value.kind} onChange={choose} />
      {drives.length === 0 ? <p className={styles.weight}>{t("share.noDrive")}</p> : null}
    </Section>
  );
}
