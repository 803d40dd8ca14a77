import { useMemo } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DocumentPreview, FileLook, Progress } from '../../../../shared/desk/api';
import type { DocumentKind } from '../../../../shared/documents/kinds';
import type { DocumentMapping } from '../../../../shared/documents/types';
import { proposeDocumentMapping, refusalText } from '../../../../shared/documents';
import { undecidedRows } from '../../../../shared/ledger/by-hand';
import type { SheetTable } from '../../../../shared/ledger/types';
import { isPeriod } from '../../../../shared/period';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { Field } from '../../../app/parts/Field';
import { countText } from '../../../app/words';
import type { Inbox, InboxFile } from '../inbox/inbox';
import { BadCells } from './BadCells';
import { Committed } from './Committed';
import { DocumentNotes } from './DocumentNotes';
import { DocumentSums } from './DocumentSums';
import { columnsUnder } from './head-choice';
import { KindSelect } from './KindSelect';
import { MappingSection } from './MappingSection';
import { MappingTable } from './MappingTable';
import { PartnerSelect } from './PartnerSelect';
import { ReadFields } from './ReadFields';
import { SheetNotes } from './SheetNotes';
import { fieldChoices, missingLabels } from './document-fields';
import { useRemembered } from './use-remembered';
import { useStoring } from './use-storing';
import { usePreview } from './use-preview';
import { WizardFrame } from './WizardFrame';

interface DocumentWizardProps {
  readonly inbox: Inbox;
  readonly file: InboxFile;
  readonly look: FileLook;
  readonly kind: DocumentKind;
  readonly left: number;
}

/** One of Huawei Cloud's files: what it is, what it is good for, how its columns are read, what it brings. */
export function DocumentWizard({ inbox, file, look, kind, left }: DocumentWizardProps) {
  const { t } = useTranslation();
  const { desk, info } = useSession();
  const { profile } = useOpenDesk();
  const language = useLanguage();
  const { draft, token } = file;
  const { read, edits, documentMapping, period, partner, leaveOut } = draft;
  const { store, storing, cancel } = useStoring(inbox, file);
  const refused = kind === 'own-bill';
  const make = useMemo(() => {
    if (token === null || refused) return null;
    const corrected = edits.map(({ row, column, value }) => ({ row, column, value }));
    const args = {
      token,
      ...read,
      kind,
      mapping: documentMapping,
      period,
      today: info.today,
      edits: corrected,
      ...(partner === undefined ? {} : { partner }),
    };
    return (onProgress: (progress: Progress) => void) => desk.previewDocument(args, onProgress);
  }, [desk, info, token, read, documentMapping, period, partner, edits, kind, refused]);
  const made = usePreview<DocumentPreview>(make);
  // A file of which nothing can be read yet (a column missing) has no preview: the mapping is shown all the same, to be mended.
  const preview = made.fault === null ? made.value : null;
  const recognised = look.document?.kind === kind ? look.document.mapping : null;
  const mapping: DocumentMapping = preview?.mapping ?? draft.documentMapping ?? recognised ?? { headRow: 0, columns: [] };
  const sample = preview?.sample ?? look.sample;
  const table = preview?.table ?? look.table;
  const missing = refused ? [] : missingLabels(kind, mapping, language);
  const remembered = useRemembered(kind, preview);
  const setMapping = (next: DocumentMapping): void => inbox.draft(file.id, { documentMapping: next });
  const setHead = (headRow: number, headRows: 1 | 2): void => {
    const propose = (rows: SheetTable['rows']) => proposeDocumentMapping({ ...table, rows }, kind, profile.site).mapping;
    setMapping({ headRow, headRows, columns: columnsUnder(sample, headRow, headRows, propose) });
  };
  const confirm = ({ preview }: DocumentPreview): Promise<boolean> =>
    store(preview, (onProgress) => desk.confirmDocument({ preview, skipBadRows: false, leaveOut }, onProgress));
  const undecided = undecidedRows(preview?.refused ?? [], leaveOut).length;
  const blocked = refused
    ? 'refused'
    : missing.length > 0
      ? 'missing'
      : preview === null
        ? null
        : preview.refusal !== null
          ? 'refused'
          : preview.sameAs !== null
            ? 'same'
            : undecided > 0
              ? 'bad'
              : preview.rowCount === 0
                ? 'empty'
                : null;
  const heads = sample[mapping.headRow] ?? [];
  return (
    <WizardFrame
      file={file.name}
      left={left}
      // A missing column has its own message, naming it.
      preview={missing.length > 0 ? { ...made, fault: null } : made}
      storing={storing}
      blocked={blocked === null ? null : t(`ledgers.blocked.${blocked}`, { n: countText(undecided) })}
      onConfirm={() => preview && void confirm(preview)}
      onClose={() => inbox.remove(file.id)}
      onStop={cancel}
      onRetry={made.retry}
    >
      {preview !== null && preview.sameAs !== null && <Alert type="info" showIcon title={t('ledgers.same')} data-testid="import-same" />}
      <div className="option-fields">
        <Field
          wide
          label={t('ledgers.option.kind')}
          hint={look.document?.kind === kind ? t(`ledgers.kind.${look.document.confidence}`) : undefined}
        >
          {(id) => (
            <KindSelect id={id} use={kind} role={null} onChange={(use, role) => inbox.use(file.id, use, role === null ? {} : { role })} />
          )}
        </Field>
        {!refused && (
          <>
            <Field label={t('ledgers.option.period')} hint={<span>{t('ledgers.document.periodHint')}</span>}>
              {(id) => (
                <Committed
                  id={id}
                  testid="document-period"
                  value={draft.period ?? preview?.options.period ?? ''}
                  placeholder="YYYY-MM"
                  valid={isPeriod}
                  onCommit={(period) => inbox.draft(file.id, { period: period === '' ? null : period })}
                />
              )}
            </Field>
            {preview !== null && (preview.partners ?? []).length > 0 && (
              <Field label={t('ledgers.document.partner')} hint={<span>{t('ledgers.document.partnerHint')}</span>}>
                {(id) => (
                  <PartnerSelect
                    id={id}
                    partners={preview.partners ?? []}
                    value={draft.partner}
                    onChange={(partner) => inbox.draft(file.id, { partner })}
                  />
                )}
              </Field>
            )}
            <ReadFields
              table={table}
              declared={draft.read}
              mapping={mapping}
              sampleRows={sample.length}
              headless
              onRead={(read) => inbox.readAgain(file.id, read)}
              onHead={setHead}
            />
          </>
        )}
      </div>
      {refused ? (
        <div className="refusal" role="alert" data-testid="file-refusal">
          <strong>{t('faults.table.own-bill.happened')}</strong>
          <span>{t('faults.table.own-bill.means')}</span>
          <span className="todo">{t('faults.table.own-bill.todo')}</span>
        </div>
      ) : (
        <>
          <p className="purpose" data-testid="document-purpose">
            {t(`ledgers.document.use.${kind}`)}
          </p>
          {missing.length > 0 && (
            <Alert
              type="error"
              showIcon
              data-testid="missing-fields"
              title={t('ledgers.document.missing', { fields: missing.join(language === 'zh' ? '、' : ', ') })}
              description={t('ledgers.document.missingHint')}
            />
          )}
          {missing.length === 0 && preview?.refusal && (
            <Alert
              type="error"
              showIcon
              data-testid="document-refusal"
              data-reason={preview.refusal.reason}
              title={refusalText(preview.refusal.reason, preview.refusal.params, kind, language)}
            />
          )}
          {preview !== null && <DocumentNotes preview={preview} />}
          {preview !== null && preview.refusal === null && <DocumentSums preview={preview} />}
          <SheetNotes table={table} />
          <MappingSection from={preview?.mappingFrom ?? 'proposed'} remembered={remembered}>
            <MappingTable
              mapping={mapping}
              sample={sample}
              marks={table.marks}
              choices={fieldChoices(kind, language)}
              onChange={setMapping}
              onHead={(row) => setHead(row, mapping.headRows ?? 1)}
            />
            <p className="muted hint">{t('ledgers.document.unknownKept')}</p>
          </MappingSection>
          {preview !== null && (preview.refused.length > 0 || draft.edits.length > 0) && (
            <BadCells
              cells={preview.refused}
              edits={draft.edits}
              heads={heads}
              leaveOut={leaveOut}
              onEdits={(next) => inbox.draft(file.id, { edits: next })}
              onLeaveOut={(rows) => inbox.draft(file.id, { leaveOut: rows })}
            />
          )}
        </>
      )}
    </WizardFrame>
  );
}
