import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../../app/faults';
import { LearnMore } from '../../../app/parts/LearnMore';
import { ofFault } from '../../../help/addresses';

/** Why a file was not read: what happened, what it means, what to do. */
export function TableFault({ fault }: { readonly fault: unknown }) {
  const { t } = useTranslation();
  const { happened, means, todo, place } = refusalOf(t, fault);
  return (
    <div className="refusal" role="alert" data-testid="file-refusal">
      <strong>{happened}</strong>
      {means !== null && <span>{means}</span>}
      {todo !== null && <span className="todo">{todo}</span>}
      {place !== null && <span className="muted figure">{t('faults.place', { detail: place })}</span>}
      <LearnMore to={ofFault(fault)} />
    </div>
  );
}
