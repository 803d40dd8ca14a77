import { useTranslation } from 'react-i18next';
import { COVERAGE_WORDS, IDENTITIES, type Coverage, type Identity } from '../../../shared/reconcile/identities';
import { useLanguage } from '../../app/session/context';

const COVERAGES = Object.keys(COVERAGE_WORDS) as Coverage[];

/** What is proved, what is not, and why: every identity of the register, by how it stands in the product. */
export function IdentityRegister() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <details className="register" data-testid="identity-register">
      <summary>{t('period.register.title', { n: IDENTITIES.length })}</summary>
      {COVERAGES.map((coverage) => {
        const own = IDENTITIES.filter((identity) => identity.coverage === coverage);
        return own.length === 0 ? null : (
          <section key={coverage} data-testid={`register-${coverage}`}>
            <h3>
              {COVERAGE_WORDS[coverage][language]} ({own.length})
            </h3>
            <div className="table-scroll">
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{t('period.register.number')}</th>
                    <th scope="col">{t('period.register.says')}</th>
                    <th scope="col">{t('period.register.basis')}</th>
                    <th scope="col">{t('period.register.note')}</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((identity) => (
                    <Row key={identity.number} identity={identity} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </details>
  );
}

function Row({ identity }: { readonly identity: Identity }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { number, totals, says, basis, note } = identity;
  return (
    <tr>
      <td>{number}</td>
      <td>{says[language]}</td>
      <td>{t(`codes.basis.${basis}`)}</td>
      <td>
        {totals.length > 0 && <strong>{totals.join(', ')} </strong>}
        {note[language]}
      </td>
    </tr>
  );
}
