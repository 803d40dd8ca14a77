import { useEffect, useState } from 'react';
import { InboxOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Inbox } from './inbox';
import { pastedFile } from './receive';

/** While the page is shown the whole window takes files that are dropped on it, and cells or files that are pasted. */
export function DropTarget({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent: only the balance tells whether the pointer left the window.
    let depth = 0;
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const move = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      inbox.receive([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent): void => {
      if (isEditable(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])].filter((file) => !file.type.startsWith('image/'));
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const pasted = files.length > 0 ? null : pastedFile(text, t('ledgers.paste.name'), new Date());
      if (files.length === 0 && pasted === null) {
        void message.info(t('ledgers.paste.noTable'));
        return;
      }
      event.preventDefault();
      inbox.receive(pasted ? [pasted] : files);
    };
    const listeners = { dragenter: enter, dragover: move, dragleave: leave, drop, paste } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener as EventListener);
    };
  }, [inbox, t, message]);
  if (!over) return null;
  return (
    <div className="drop-cover" data-testid="drop-cover">
      <InboxOutlined aria-hidden />
      <strong>{t('ledgers.drop.now')}</strong>
      <span>{t('ledgers.drop.kinds')}</span>
    </div>
  );
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
