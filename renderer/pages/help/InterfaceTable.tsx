import { useMemo, useState } from 'react';
import { Input, Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { OTHERS } from '../../../shared/api/others';
import { Panel } from '../../app/parts/Page';
import { useLanguage } from '../../app/session/context';
import { countText } from '../../app/words';
import { CLASSES, interfaceRows, type InterfaceClass, type InterfaceRow } from './interfaces';

/** Every interface of the partner API: what it is for, how often and how much, with which permission, and when the desk reads it. */
export function InterfaceTable({ at }: { /** Operation whose row is marked. */ readonly at: string | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const [shown, setShown] = useState<InterfaceClass | 'all'>('all');
  const rows = useMemo(() => interfaceRows(language), [language]);
  const fits = (row: InterfaceRow): boolean =>
    wanted === '' ||
    [row.id, row.path, row.name, row.why, row.permission.join(' '), t(`interfaces.classes.${row.class}`)].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  const found = rows.filter((row) => fits(row) && (shown === 'all' || row.class === shown));
  const counts = (of: InterfaceClass): number => rows.filter((row) => row.class === of).length;
  return (
    <Panel title={t('interfaces.title', { n: rows.length })} testid="help-interfaces">
      <div className="stack tight">
        <p className="muted" style={{ margin: 0 }}>
          {t('interfaces.hint')} {t('interfaces.others', { n: OTHERS.length })}
        </p>
        <div className="row">
          <Input
            allowClear
            size="small"
            style={{ width: 260 }}
            placeholder={t('interfaces.filter')}
            aria-label={t('interfaces.filter')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="interface-filter"
          />
          <Segmented
            size="small"
            value={shown}
            onChange={setShown}
            aria-label={t('interfaces.use')}
            options={[
              { value: 'all' as const, label: `${t('interfaces.all')} ${countText(rows.length)}` },
              ...CLASSES.map((one) => ({ value: one, label: `${t(`interfaces.classes.${one}`)} ${countText(counts(one))}` })),
            ]}
          />
          <span className="muted" role="status">
            {t('interfaces.shown', { n: found.length })}
          </span>
        </div>
        {found.length === 0 ? (
          <p className="muted">{t('interfaces.none')}</p>
        ) : (
          <div>
            <table className="plain interfaces">
              <thead>
                <tr>
                  <th scope="col">{t('interfaces.name')}</th>
                  <th scope="col">{t('interfaces.use')}</th>
                  <th scope="col">{t('interfaces.facts')}</th>
                  <th scope="col">{t('interfaces.permission')}</th>
                  <th scope="col">{t('interfaces.why')}</th>
                </tr>
              </thead>
              <tbody>
                {found.map((row) => (
                  <tr
                    key={row.id}
                    data-testid="interface"
                    data-id={row.id}
                    data-class={row.class}
                    data-at={row.id}
                    className={row.id === at ? 'here' : undefined}
                  >
                    <td>
                      {row.name !== '' && (
                        <div>
                          <strong>{row.name}</strong>
                        </div>
                      )}
                      {row.name !== '' && <div className="muted">{row.id}</div>}
                      <code>
                        {row.method} {row.path}
                      </code>
                    </td>
                    <td>{t(`interfaces.classes.${row.class}`)}</td>
                    <td>{factsOf(t, row)}</td>
                    <td>
                      {row.permission.length > 0
                        ? row.permission.map((item) => <div key={item}>{item}</div>)
                        : row.class !== 'retired' && <span className="muted">{t('interfaces.noPermission')}</span>}
                    </td>
                    <td>
                      {row.successor !== undefined && (
                        <div>
                          {row.successor === null ? t('interfaces.noSuccessor') : t('interfaces.successor', { path: row.successor })}
                        </div>
                      )}
                      {row.why}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Panel>
  );
}

function factsOf(t: TFunction, { sites, perSecond, page, window, distributor }: InterfaceRow): string {
  const [site] = sites;
  if (site === undefined) return '';
  const parts = [
    t(`interfaces.sites.${sites.length === 2 ? 'both' : site}`),
    perSecond === null ? null : t('interfaces.perSecond', { n: perSecond }),
    page === null ? t('interfaces.unpaged') : t(`interfaces.${page.kind}`, { n: page.most }),
    window?.span ? t(`interfaces.span.${window.span}`) : null,
    window?.backMonths ? t('interfaces.back', { n: window.backMonths }) : null,
    distributor ? t('interfaces.distributor') : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
