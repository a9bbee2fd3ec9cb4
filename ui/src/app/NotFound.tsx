import { useNavigate } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/Notice";
import { useT } from "@/i18n/useT";

/** An address that leads nowhere: says so, and leads back. */
export function NotFound() {
  const { t } = useT();
  const navigate = useNavigate();
  return (
    <EmptyState isAll title={t("frame.notFound")} icon={Compass} actions={<Button onPress={() => void navigate({ to: "/" })}>{t("frame.backHome")}</Button>}>
      {t("frame.notFoundHelp")}
    </EmptyState>
  );
}
