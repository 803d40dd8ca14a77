import { useEffect, useState } from 'react';
import { Modal, type ModalProps } from 'antd';

/** Higher than the kit would have it: the longest form shows its buttons on a screen of 720. */
const FROM_TOP = '6vh';

/**
 * The kit's dialog for one that is mounted only while it is open. The kit gives the focus back when a dialog closes, not when it is taken away; here
 * whoever works by keyboard goes on where the dialog was opened.
 */
export function Dialog(props: ModalProps) {
  useFocusBack();
  return <Modal {...props} style={{ top: FROM_TOP, ...props.style }} />;
}

/** Gives the focus back to what had it when this was mounted, unless the page has put it somewhere else. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
