import { X } from "lucide-react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./Button";
import styles from "./Dialog.module.css";

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  size?: "small" | "normal" | "large";
  /** The buttons at the foot, the one that does it last. */
  actions?: React.ReactNode;
  role?: "dialog" | "alertdialog";
  children: React.ReactNode;
};

/** A question in front of the page; Escape and the cross close it and nothing is done. */
export function Dialog({ isOpen, onClose, title, closeLabel, size = "normal", actions, role = "dialog", children }: DialogProps) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())} isDismissable={role === "dialog"} className={styles.overlay ?? ""}>
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog role={role} className={styles.dialog ?? ""}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ""}>
              {title}
            </Heading>
            <IconButton icon={X} label={closeLabel} onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions === undefined ? null : <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
