import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookUp, successorOf } from '../../../shared/api/lookup';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { useLanguage } from '../../app/session/context';
import { wordsOf } from './interfaces';

/** Takes an address out of an old script and says what it is called today. Nothing is called. */
export function InterfaceLookup() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const found = text.trim() === '' ? undefined : lookUp(text);
  return (
    <Panel title={t('interfaces.lookup.title')} testid="interface-lookup">
      <div className="stack tight">
        <p className="muted" style={{ margin: 0 }}>
          {t('interfaces.lookup.hint')}
        </p>
        <Input
          allowClear
          style={{ maxWidth: 760 }}
          maxLength={2000}
          placeholder={t('interfaces.lookup.placeholder')}
          aria-label={t('interfaces.lookup.title')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="lookup-address"
        />
        {found === null && <span className="muted">{t('interfaces.lookup.notAddress')}</span>}
        {found && (
          <div className="stack tight" role="status" data-testid="lookup-found">
            {found.retired.map((form) => {
              const successor = successorOf(form);
              return (
                <div key={`${form.method} ${form.path}`} data-retired={form.path}>
                  <StatusTag tone="warn">{t('interfaces.lookup.retired', { path: `${form.method} ${form.path}` })}</StatusTag>
                  <div>
                    {successor === null
                      ? t('interfaces.lookup.gone')
                      : t('interfaces.lookup.replacedBy', {
                          path: `${successor.method} ${successor.path}`,
                          name: wordsOf(successor).name[language],
                        })}
                  </div>
                  <div className="muted">{form.note[language]}</div>
                </div>
              );
            })}
            {found.current.map((one) => (
              <div key={one.id} data-current={one.id}>
                <StatusTag tone="good">
                  {t('interfaces.lookup.current', { path: `${one.method} ${one.path}`, name: wordsOf(one).name[language] })}
                </StatusTag>
                <div className="muted">{wordsOf(one).why[language]}</div>
              </div>
            ))}
            {found.others.map((other) => (
              <div key={other.id} data-other={other.id}>
                {t(other.writes ? 'interfaces.lookup.otherWrites' : 'interfaces.lookup.other', {
                  path: `${other.method} ${other.path}`,
                  id: other.id,
                })}
              </div>
            ))}
            {found.retired.length === 0 && found.current.length === 0 && found.others.length === 0 && (
              <span>{t('interfaces.lookup.unknown', { path: found.asked.path })}</span>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
