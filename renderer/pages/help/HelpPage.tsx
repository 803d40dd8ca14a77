import { useEffect, useState } from 'react';
import { Input } from 'antd';
import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { zh } from '../../i18n/zh';
import { ShortcutRows } from '../../app/commands/ShortcutTable';
import { Page, Panel } from '../../app/parts/Page';
import { InterfaceLookup } from './InterfaceLookup';
import { InterfaceTable } from './InterfaceTable';

const TERMS = Object.keys(zh.help.terms) as (keyof typeof zh.help.terms)[];
const FILES = Object.keys(zh.help.files) as (keyof typeof zh.help.files)[];
const KEYS = Object.keys(zh.help.keys) as (keyof typeof zh.help.keys)[];
const FAILURES = Object.keys(zh.faults.failure) as (keyof typeof zh.faults.failure)[];

/** Offline help: the words of the desk, its files and keys, and what each failure of a sync means. */
export function HelpPage() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  // A link names what is looked for (`?q=`), also while the page is open.
  const asked = query.get('q') ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const wanted = text.trim().toLowerCase();
  const fits = (...parts: readonly string[]): boolean => wanted === '' || parts.some((part) => part.toLowerCase().includes(wanted));
  const terms = TERMS.filter((term) => fits(t(`help.terms.${term}.name`), t(`help.terms.${term}.text`)));
  const files = FILES.filter((file) => fits(t(`help.files.${file}.name`), t(`help.files.${file}.text`)));
  const failures = FAILURES.filter((failure) =>
    fits(t(`faults.failure.${failure}.happened`), t(`faults.failure.${failure}.means`), t(`faults.failure.${failure}.todo`)),
  );
  return (
    <Page
      title={t('app.nav.help')}
      actions={
        <Input.Search
          allowClear
          style={{ width: 260 }}
          placeholder={t('app.act.search')}
          aria-label={t('app.act.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="help-search"
        />
      }
    >
      <Panel title={t('help.glossary')}>
        <dl className="definition">
          {terms.map((term) => (
            <div key={term}>
              <dt>{t(`help.terms.${term}.name`)}</dt>
              <dd>{t(`help.terms.${term}.text`)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      {files.length > 0 && (
        <Panel title={t('help.filesTitle')} testid="help-files">
          <dl className="definition">
            {files.map((file) => (
              <div key={file}>
                <dt>{t(`help.files.${file}.name`)}</dt>
                <dd>{t(`help.files.${file}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {wanted === '' && (
        <Panel title={t('help.keyboard')} testid="help-keyboard">
          <table className="plain" style={{ maxWidth: 640 }}>
            <tbody>
              <ShortcutRows />
              {KEYS.map((key) => (
                <tr key={key}>
                  <td>
                    {t(`help.keys.${key}.keys`)
                      .split(' ')
                      .map((cap) => (
                        <kbd key={cap}>{cap}</kbd>
                      ))}
                  </td>
                  <td>{t(`help.keys.${key}.text`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {failures.length > 0 && (
        <Panel title={t('help.failures')}>
          <dl className="definition">
            {failures.map((failure) => (
              <div key={failure}>
                <dt>{t(`faults.failure.${failure}.happened`)}</dt>
                <dd>
                  {t(`faults.failure.${failure}.means`)} {t(`faults.failure.${failure}.todo`)}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {wanted === '' && <InterfaceLookup />}
      <InterfaceTable wanted={wanted} />
    </Page>
  );
}
