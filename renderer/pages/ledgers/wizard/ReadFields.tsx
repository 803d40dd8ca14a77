import { InputNumber, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SheetTable } from '../../../../shared/ledger/types';
import { Field } from '../../../app/parts/Field';
import type { Draft } from '../inbox/inbox';
import type { AnyMapping } from './MappingTable';

const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
const SEPARATORS = [',', '\t', ';', '|'] as const;

interface ReadFieldsProps {
  readonly table: Omit<SheetTable, 'rows'>;
  readonly declared: Draft['read'];
  readonly mapping: Pick<AnyMapping, 'headRow' | 'headRows'>;
  readonly sampleRows: number;
  /** A file may have no heads at all: row 0. */
  readonly headless?: boolean;
  onRead(change: Draft['read']): void;
  /** 0-based row of the head and how many rows it has. */
  onHead(headRow: number, headRows: 1 | 2): void;
}

/** How the file is read: sheet, encoding, separator, head. Each says whether it was found or declared. */
export function ReadFields({ table, declared, mapping, sampleRows, headless = false, onRead, onHead }: ReadFieldsProps) {
  const { t } = useTranslation();
  const mark = (name: keyof Draft['read']) => (
    <Tag variant="filled">{declared[name] === undefined || declared[name] === null ? t('ledgers.found') : t('ledgers.declared')}</Tag>
  );
  const encoding = table.encoding?.toLowerCase() ?? null;
  const encodings = encoding === null || ENCODINGS.some((each) => each === encoding) ? ENCODINGS : [...ENCODINGS, encoding];
  return (
    <>
      {table.sheets.length > 1 && (
        <Field label={t('ledgers.option.sheet')} hint={mark('sheet')}>
          {(id) => (
            <Select
              id={id}
              data-testid="read-sheet"
              value={table.sheet}
              options={table.sheets.map((value) => ({
                value,
                label: table.marks?.hiddenSheets.includes(value) ? `${value} (${t('ledgers.note.hiddenSheet')})` : value,
              }))}
              onChange={(sheet) => onRead({ sheet })}
            />
          )}
        </Field>
      )}
      {encoding !== null && (
        <Field label={t('ledgers.option.encoding')} hint={mark('encoding')}>
          {(id) => (
            <Select
              id={id}
              data-testid="read-encoding"
              value={encoding}
              options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={(value) => onRead({ encoding: value })}
            />
          )}
        </Field>
      )}
      {table.separator !== null && (
        <Field label={t('ledgers.option.separator')} hint={mark('separator')}>
          {(id) => (
            <Select
              id={id}
              data-testid="read-separator"
              value={table.separator}
              options={SEPARATORS.map((value) => ({ value, label: t(`ledgers.separator.${SEPARATOR_NAMES[value]}`) }))}
              onChange={(separator) => onRead({ separator })}
            />
          )}
        </Field>
      )}
      <Field label={t('ledgers.option.headRow')} hint={headless ? t('ledgers.noHeads') : undefined}>
        {(id) => (
          <InputNumber
            id={id}
            data-testid="read-head-row"
            className="wide"
            min={headless ? 0 : 1}
            max={Math.max(1, sampleRows)}
            value={mapping.headRow + 1}
            changeOnBlur
            onChange={(row) => {
              if (typeof row === 'number' && row - 1 !== mapping.headRow) onHead(row - 1, mapping.headRows ?? 1);
            }}
          />
        )}
      </Field>
      <Field label={t('ledgers.option.headRows')}>
        {(id) => (
          <Select
            id={id}
            data-testid="read-head-rows"
            value={mapping.headRows ?? 1}
            options={([1, 2] as const).map((value) => ({ value, label: t(`ledgers.headRows.${value}`) }))}
            onChange={(headRows) => onHead(Math.max(mapping.headRow, headRows - 1), headRows)}
          />
        )}
      </Field>
    </>
  );
}

const SEPARATOR_NAMES = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'bar' } as const;
