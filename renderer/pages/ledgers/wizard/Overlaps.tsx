import { Alert, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../shared/desk/api';
import { countText, localTime } from '../../../app/words';

export type OverlapChoice = 'replace' | 'beside';

interface OverlapsProps {
  readonly overlaps: ImportPreview['overlaps'];
  readonly choice: OverlapChoice | null;
  onChoice(choice: OverlapChoice): void;
}

/** A book handed in again with more in it: the user says whether it takes the earlier one's place. Nothing is chosen beforehand. */
export function Overlaps({ overlaps, choice, onChoice }: OverlapsProps) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="overlaps"
      title={t('ledgers.overlap.title')}
      description={
        <div className="stack">
          <ul className="why-rows">
            {overlaps.map((each) => (
              <li key={each.importId}>{t('ledgers.overlap.item', { file: each.file, at: localTime(each.at), n: countText(each.rows) })}</li>
            ))}
          </ul>
          <Radio.Group
            value={choice}
            aria-label={t('ledgers.overlap.title')}
            onChange={(event) => onChoice(event.target.value as OverlapChoice)}
            options={[
              { value: 'replace', label: <span data-testid="overlap-replace">{t('ledgers.overlap.replace')}</span> },
              { value: 'beside', label: <span data-testid="overlap-beside">{t('ledgers.overlap.beside')}</span> },
            ]}
          />
        </div>
      }
    />
  );
}
