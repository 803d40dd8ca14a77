import { useTranslation } from 'react-i18next';
import type { BreakStatus } from '../../../shared/desk/api';
import { StatusTag, type StatusTone } from '../../app/parts/StatusTag';

const TONES: Readonly<Record<BreakStatus, StatusTone>> = {
  open: 'warn',
  assigned: 'info',
  explained: 'good',
  approved: 'good',
  carried: 'info',
};

export function BreakStatusTag({ status }: { readonly status: BreakStatus }) {
  const { t } = useTranslation();
  return <StatusTag tone={TONES[status]}>{t(`codes.breakStatus.${status}`)}</StatusTag>;
}
