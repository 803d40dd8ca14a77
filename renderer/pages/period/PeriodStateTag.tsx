import { useTranslation } from 'react-i18next';
import type { PeriodState } from '../../../shared/desk/api';
import { StatusTag, type StatusTone } from '../../app/parts/StatusTag';

const TONES: Readonly<Record<PeriodState, StatusTone>> = {
  open: 'plain',
  'in-work': 'info',
  signed: 'good',
  closed: 'good',
  drifted: 'bad',
};

export function PeriodStateTag({ state }: { readonly state: PeriodState }) {
  const { t } = useTranslation();
  return <StatusTag tone={TONES[state]}>{t(`codes.periodState.${state}`)}</StatusTag>;
}
