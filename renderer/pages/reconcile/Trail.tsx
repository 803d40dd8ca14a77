import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { BreakEvidence, StoredBreak } from '../../../shared/desk/api';
import { amountsInText } from '../../app/parts/Money';
import { useLanguage } from '../../app/session/context';
import { classHint } from './class-hint';
import { Fold } from './Fold';

/** What the class means, what each pass made of the rows and by which rules. */
export function Trail({ item, evidence }: { readonly item: StoredBreak; readonly evidence: BreakEvidence | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rules = evidence?.rules;
  return (
    <Fold id="trail" title={t('reconcile.trail.title')} testid="why-trail">
      <p className="fold-line">{classHint(t, item)}</p>
      {evidence && evidence.trail.length === 0 && <p className="fold-line muted">{t('reconcile.trail.none')}</p>}
      {evidence && evidence.trail.length > 0 && (
        <ol className="trail">
          {evidence.trail.map(({ pass, made, why }) => (
            <li key={pass} className={made ? 'made' : ''} data-testid="trail-step" data-pass={pass} data-made={made}>
              {made ? <CheckOutlined aria-label={t('reconcile.trail.made')} /> : <MinusOutlined aria-hidden />}
              <strong>{t(`codes.pass.${pass}`)}</strong>
              <span>{amountsInText(why[language])}</span>
            </li>
          ))}
        </ol>
      )}
      {rules && (
        <dl className="facts" data-testid="why-rules">
          <div>
            <dt>{t('reconcile.trail.tolerance')}</dt>
            <dd>{rules.tolerance}</dd>
          </div>
          <div>
            <dt>{t('reconcile.trail.neighbours')}</dt>
            <dd>{rules.adjacentPeriods}</dd>
          </div>
          <div>
            <dt>{t('reconcile.trail.taxRates')}</dt>
            <dd>{rules.taxRates.join(' ')}</dd>
          </div>
          <div>
            <dt>{t('reconcile.trail.digest')}</dt>
            <dd className="mono">{rules.digest}</dd>
          </div>
        </dl>
      )}
    </Fold>
  );
}
