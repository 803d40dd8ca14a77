import { useCallback, useMemo, useState } from 'react';
import { Alert } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, Progress } from '../../../../shared/desk/api';
import { undecidedRows } from '../../../../shared/ledger/by-hand';
import { proposeMapping } from '../../../../shared/ledger/propose';
import { headlessColumns } from '../../../../shared/ledger/propose-columns';
import type { LedgerField, LedgerOptions, SheetTable } from '../../../../shared/ledger/types';
import { useOpenDesk, useSession } from '../../../app/session/context';
import { Field } from '../../../app/parts/Field';
import { countText } from '../../../app/words';
import type { Inbox, InboxFile } from '../inbox/inbox';
import { BadCells } from './BadCells';
import { columnsUnder } from './head-choice';
import { KindSelect } from './KindSelect';
import { MappingSection } from './MappingSection';
import { MappingTable } from './MappingTable';
import { OptionFields } from './OptionFields';
import { OtherFields } from './OtherFields';
import { Overlaps, type OverlapChoice } from './Overlaps';
import { PartyRuleField } from './PartyRuleField';
import { PreviewSums } from './PreviewSums';
import { ReadFields } from './ReadFields';
import { SheetNotes } from './SheetNotes';
import { UnresolvedParties } from './UnresolvedParties';
import { useRemembered } from './use-remembered';
import { useStoring } from './use-storing';
import { usePreview } from './use-preview';
import { WizardFrame } from './WizardFrame';

const FIELDS: readonly LedgerField[] = [
  'period',
  'customer',
  'customerName',
  'service',
  'serviceName',
  'amount',
  'monthAmount',
  'debit',
  'credit',
  'currency',
  'taxRate',
  'reference',
  'note',
];

/** A book of the user's own: options and mapping as found, changeable, with what they give; nothing is stored before it is confirmed. */
export function BookWizard({ inbox, file, left }: { readonly inbox: Inbox; readonly file: InboxFile; readonly left: number }) {
  const { t } = useTranslation();
  const session = useSession();
  const { store } = useOpenDesk();
  const { desk } = session;
  const { draft, token } = file;
  const { read, edits, mapping, options: declared, leaveOut } = draft;
  const [overlap, setOverlap] = useState<OverlapChoice | null>(null);
  const { store: storeFile, storing, cancel } = useStoring(inbox, file);
  // The alias table decides who resolves, so a change of it makes another preview.
  const aliases = useLiveQuery(async () => JSON.stringify((await store.meta.get('aliases'))?.value ?? []), [store]);
  // Before any bill there is nobody to know a customer or a service by.
  const noBill = useLiveQuery(async () => (await store.parties.count()) === 0 && (await store.services.count()) === 0, [store]);
  const make = useMemo(() => {
    if (aliases === undefined || token === null) return null;
    const corrected = edits.map(({ row, column, value }) => ({ row, column, value }));
    const options = { ...read, ...declared } as Partial<LedgerOptions>;
    return (onProgress: (progress: Progress) => void) => desk.preview({ token, options, mapping, edits: corrected }, onProgress);
  }, [desk, token, read, declared, mapping, edits, aliases]);
  const made = usePreview<ImportPreview>(make);
  const preview = made.value;
  const remembered = useRemembered('ledger', preview);
  const setOptions = useCallback(
    (change: Partial<LedgerOptions>) => inbox.draft(file.id, { options: { ...draft.options, ...change } }),
    [inbox, file.id, draft.options],
  );
  const setHead = (headRow: number, headRows: 1 | 2): void => {
    if (preview === null) return;
    const propose = (rows: SheetTable['rows']) => {
      const table = { ...preview.table, rows };
      if (headRow >= 0) return proposeMapping(table).mapping;
      // Without heads only the cells can tell.
      const width = Math.max(0, ...rows.map((row) => row.length));
      return { headRow, columns: headlessColumns(table) ?? Array.from({ length: width }, () => null) };
    };
    inbox.draft(file.id, { mapping: { headRow, headRows, columns: columnsUnder(preview.sample, headRow, headRows, propose) } });
  };
  const confirm = ({ preview, overlaps, options }: ImportPreview): Promise<boolean> => {
    const replace = overlap === 'replace' ? overlaps.map((old) => old.importId) : [];
    return storeFile(preview, (onProgress) => desk.confirmImport({ preview, skipBadRows: false, leaveOut, replace }, onProgress), {
      role: options.role,
    });
  };
  const blocked = preview === null ? null : blockedBy(preview, leaveOut, overlap);
  return (
    <WizardFrame
      file={file.name}
      left={left}
      preview={made}
      storing={storing}
      blocked={
        blocked === null ? null : t(`ledgers.blocked.${blocked}`, { n: countText(undecidedRows(preview?.refused ?? [], leaveOut).length) })
      }
      onConfirm={() => preview && void confirm(preview)}
      onClose={() => inbox.remove(file.id)}
      onStop={cancel}
      onRetry={made.retry}
    >
      {preview !== null && (
        <>
          {noBill === true && <Alert type="info" showIcon title={t('ledgers.billFirst')} data-testid="bill-first" />}
          {preview.sameAs !== null && <Alert type="info" showIcon title={t('ledgers.same')} data-testid="import-same" />}
          {preview.sameAs === null && preview.overlaps.length > 0 && (
            <Overlaps overlaps={preview.overlaps} choice={overlap} onChoice={setOverlap} />
          )}
          <div className="option-fields">
            <Field wide label={t('ledgers.option.kind')}>
              {(id) => (
                <KindSelect
                  id={id}
                  use="book"
                  role={preview.options.role}
                  onChange={(use, role) => inbox.use(file.id, use, role === null ? {} : { role })}
                />
              )}
            </Field>
            <OptionFields preview={preview} onChange={setOptions} />
            <ReadFields
              table={preview.table}
              declared={draft.read}
              mapping={preview.mapping}
              sampleRows={preview.sample.length}
              headless
              onRead={(read) => inbox.readAgain(file.id, read)}
              onHead={setHead}
            />
          </div>
          <OtherFields preview={preview} onMapping={(next) => inbox.draft(file.id, { mapping: next })} />
          {preview.missing !== undefined && preview.missing.length > 0 && (
            <Alert
              type="error"
              showIcon
              data-testid="missing-fields"
              title={t('ledgers.missing.title', {
                fields: preview.missing.map((field) => t(`ledgers.missing.${field}`)).join(t('ledgers.missing.and')),
              })}
              description={[
                ...(preview.doubled ?? []).map(({ field, columns }) =>
                  t('ledgers.missing.doubled', {
                    field: t(`ledgers.missing.${field}`),
                    columns: columns.join(t('ledgers.missing.and')),
                  }),
                ),
                t('ledgers.missing.hint'),
              ].join(' ')}
            />
          )}
          <SheetNotes table={preview.table} hiddenTaken={preview.hidden} />
          <div className="wizard-body">
            <MappingSection from={preview.mappingFrom} remembered={remembered}>
              <MappingTable
                mapping={preview.mapping}
                sample={preview.sample}
                marks={preview.table.marks}
                choices={FIELDS.map((value) => ({ value, label: t(`codes.field.${value}`) }))}
                repeatable="monthAmount"
                onChange={(mapping) => inbox.draft(file.id, { mapping })}
                onHead={(row) => setHead(row, preview.mapping.headRows ?? 1)}
              />
              <PartyRuleField
                rule={preview.mapping.partyRule ?? null}
                heads={preview.sample[preview.mapping.headRow] ?? []}
                width={Math.max(preview.mapping.columns.length, 1)}
                onChange={(partyRule) => inbox.draft(file.id, { mapping: { ...preview.mapping, partyRule } })}
              />
            </MappingSection>
            <PreviewSums preview={preview} />
          </div>
          {(preview.refused.length > 0 || draft.edits.length > 0) && (
            <BadCells
              cells={preview.refused}
              edits={draft.edits}
              heads={preview.sample[preview.mapping.headRow] ?? []}
              leaveOut={leaveOut}
              onEdits={(next) => inbox.draft(file.id, { edits: next })}
              onLeaveOut={(rows) => inbox.draft(file.id, { leaveOut: rows })}
            />
          )}
          {preview.unresolved.length > 0 && <UnresolvedParties unresolved={preview.unresolved} />}
        </>
      )}
    </WizardFrame>
  );
}

type Blocked = 'same' | 'missing' | 'empty' | 'bad' | 'overlap';

function blockedBy(preview: ImportPreview, leaveOut: readonly number[], overlap: OverlapChoice | null): Blocked | null {
  if (preview.sameAs !== null) return 'same';
  if ((preview.missing ?? []).length > 0) return 'missing';
  if (undecidedRows(preview.refused, leaveOut).length > 0) return 'bad';
  if (preview.rowCount === 0) return 'empty';
  return preview.overlaps.length > 0 && overlap === null ? 'overlap' : null;
}
