import type { ReactNode } from 'react';
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';

export type StatusTone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const ICONS = {
  good: CheckCircleFilled,
  warn: ExclamationCircleFilled,
  bad: CloseCircleFilled,
  info: InfoCircleOutlined,
  plain: MinusCircleOutlined,
} as const;

/** A state as words with an icon; the colour only repeats what both say. */
export function StatusTag({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <span className={`tag-status ${tone}`}>
      <Icon aria-hidden />
      {children}
    </span>
  );
}
