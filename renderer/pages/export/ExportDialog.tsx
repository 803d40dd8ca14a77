import { useState } from 'react';
import { Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Language } from '../../../shared/desk/api';
import { statementFileName } from '../../../shared/workbook/statements';
import { runExport, runPack, runSignOffSheet, runStatements } from '../../app/activity/work';
import { isCancelled } from '../../app/activity/activities';
import { call } from '../../app/bridge';
import { Field } from '../../app/parts/Field';
import { StatusTag } from '../../app/parts/StatusTag';
import { useOpenDesk, useSession, useSessionState } from '../../app/session/context';
import { isClosed } from '../../app/session/lookups';
import { profileName } from '../../app/words';
import { useCounterparties } from './counterparties';
import { ExportDone, ExportFailed, ExportProgress, type Done } from './ExportOutcome';
import { EXPORT_KINDS, type ExportKind } from './kinds';
import { StatementFields, type StatementChoice } from './StatementFields';
import { EVERYTHING, isEverything, templateOf, type Content } from './template';
import { knownContent, TemplateFields } from './TemplateFields';
import { Dialog } from '../../app/parts/Dialog';

/** Workbook, statements of account or sign-off sheet: what, of which months, in which language; then the file, or why there is none. */
export function ExportDialog({
  all,
  proposed,
  first,
  onClose,
}: {
  readonly all: readonly string[];
  readonly proposed: readonly string[];
  readonly first: ExportKind;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { profile, store } = useOpenDesk();
  const { settings } = useSessionState();
  const [kind, setKind] = useState<ExportKind>(first);
  const [language, setLanguage] = useState<Language>(session.language);
  const [chosen, setChosen] = useState(proposed);
  const [content, setContent] = useState<Content>(EVERYTHING);
  const [statements, setStatements] = useState<StatementChoice>({ who: null, breaks: false });
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  // The sheet is one month's: the latest of those chosen.
  const month = chosen.at(-1) ?? all.at(-1) ?? '';
  const parties = useCounterparties(chosen);
  const signed = useLiveQuery(async () => isClosed((await store.figures.get(month))?.state ?? 'open'), [store, month]);
  const unsigned = useLiveQuery(async () => {
    const states = new Map((await store.figures.toArray()).map((row) => [row.period, row.state]));
    return chosen.filter((period) => !isClosed(states.get(period) ?? 'open'));
  }, [store, chosen]);
  const span = chosen.length === 1 ? chosen[0] : `${chosen[0]}_${chosen.at(-1)}`;
  const who = (statements.who ?? []).filter((id) => parties?.list.some(({ value }) => value === id));
  const possible =
    kind === 'signoff'
      ? month !== ''
      : chosen.length > 0 &&
        (kind === 'workbook'
          ? content.size > 0
          : kind === 'pack'
            ? unsigned?.length === 0
            : (parties?.list.length ?? 0) > 0 && (statements.who === null || who.length > 0));

  const write = async (): Promise<Done | null> => {
    const periods = [...chosen].sort();
    if (kind === 'workbook') {
      const file = await call('chooseExport', { name: t('app.export.fileName', { period: span }), kind: 'xlsx' });
      if (!file) return null;
      const template = isEverything(content) ? {} : { template: templateOf(t('out.template.own'), language, content) };
      return { kind, file, result: await runExport(session, file, { language, periods, ...template }) };
    }
    if (kind === 'pack') {
      const file = await call('chooseExport', { name: t('out.file.pack', { period: span }), kind: 'zip' });
      return file && { kind, file, result: await runPack(session, file, { language, periods }) };
    }
    if (kind === 'statements') {
      const ids = statements.who === null ? (parties?.list.map(({ value }) => value) ?? []) : who;
      const only = ids.length === 1 ? ids[0] : undefined;
      const name =
        only === undefined
          ? t('out.file.statements', { period: span })
          : statementFileName(parties?.list.find(({ value }) => value === only)?.label ?? only, periods, new Set());
      const file = await call('chooseExport', { name, kind: only === undefined ? 'zip' : 'xlsx' });
      if (!file) return null;
      // One alone is asked for by name: a party that only the ledger names would make a second workbook.
      const counterparties = only === undefined && statements.who === null ? null : ids;
      return { kind, file, result: await runStatements(session, file, { language, periods, counterparties, breaks: statements.breaks }) };
    }
    const file = await call('chooseExport', { name: t('out.file.signoff', { period: month }), kind: 'pdf' });
    if (!file) return null;
    const company = settings.statementBrand?.company ?? '';
    const own: [string, string][] = [[t('out.profile'), profileName(t, profile)]];
    if (company !== '') own.unshift([t('out.brand.company'), company]);
    return { kind, file, result: await runSignOffSheet(session, file, month, language, own) };
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    setDone(null);
    try {
      setDone(await write());
    } catch (problem) {
      if (!isCancelled(problem)) setFault(problem);
    } finally {
      setBusy(false);
    }
  };
  const options = [...all].reverse().map((value) => ({ value, label: value }));
  return (
    <Dialog
      open
      width={680}
      title={t('out.title')}
      okText={done ? t('app.export.again') : t('out.choose')}
      cancelText={t('app.act.close')}
      confirmLoading={busy}
      maskClosable={!busy}
      okButtonProps={{ disabled: !possible, 'data-testid': 'export-start' }}
      onOk={() => void start()}
      onCancel={onClose}
    >
      <div className="stack">
        <Radio.Group
          optionType="button"
          aria-label={t('out.what')}
          disabled={busy}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value as ExportKind);
            setDone(null);
            setFault(null);
          }}
          options={EXPORT_KINDS.map((value) => ({
            value,
            label: <span data-testid={`export-kind-${value}`}>{t(`out.kind.${value}`)}</span>,
          }))}
        />
        <p className="muted" style={{ margin: 0 }}>
          {t(`out.intro.${kind}`)}
        </p>
        {kind === 'signoff' ? (
          <Field label={t('out.month')}>
            {(id) => (
              <Select id={id} data-testid="export-month" value={month} options={options} onChange={(value: string) => setChosen([value])} />
            )}
          </Field>
        ) : (
          <Field label={t('app.export.months')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                data-testid="export-periods"
                value={[...chosen]}
                options={options}
                onChange={(value: string[]) => setChosen([...value].sort())}
              />
            )}
          </Field>
        )}
        <Field label={t('app.export.language')}>
          {(id) => (
            <Radio.Group
              id={id}
              value={language}
              onChange={(event) => setLanguage(event.target.value as Language)}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          )}
        </Field>
        {kind === 'workbook' && (
          <TemplateFields
            language={language}
            content={content}
            onChange={setContent}
            onTemplate={(template) => {
              setLanguage(template.language);
              setContent(knownContent(template));
            }}
          />
        )}
        {kind === 'statements' && <StatementFields parties={parties} value={statements} onChange={setStatements} />}
        {kind === 'signoff' && signed === false && <StatusTag tone="warn">{t('out.notSigned')}</StatusTag>}
        {kind === 'pack' && (unsigned?.length ?? 0) > 0 && (
          <StatusTag tone="warn">{t('out.packUnsigned', { months: unsigned?.join(', ') })}</StatusTag>
        )}
        {busy && <ExportProgress />}
        {fault !== null && <ExportFailed fault={fault} />}
        {done && <ExportDone done={done} />}
      </div>
    </Dialog>
  );
}
