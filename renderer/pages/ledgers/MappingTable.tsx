import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/desk/api';
import type { ColumnMapping, LedgerField } from '../../../shared/ledger/types';

const FIELDS: readonly LedgerField[] = [
  'period',
  'customer',
  'customerName',
  'service',
  'serviceName',
  'amount',
  'debit',
  'credit',
  'currency',
  'taxRate',
  'reference',
  'note',
];
const SAMPLE_ROWS = 6;

/** What each column means, above its first rows as they were read. */
export function MappingTable({ preview, onChange }: { readonly preview: ImportPreview; onChange(mapping: ColumnMapping): void }) {
  const { t } = useTranslation();
  const { mapping, sample } = preview;
  const width = Math.max(mapping.columns.length, ...sample.map((row) => row.length));
  const assign = (column: number, field: LedgerField | null): void => {
    const columns = Array.from({ length: width }, (_, index) =>
      index === column ? field : field !== null && mapping.columns[index] === field ? null : (mapping.columns[index] ?? null),
    );
    onChange({ ...mapping, columns });
  };
  return (
    <section>
      <h2 className="section-head">{t('ledgers.mapping')}</h2>
      <div className="table-scroll" data-testid="mapping">
        <table className="plain mapping">
          <thead>
            <tr>
              <th scope="col">{t('columns.row')}</th>
              {Array.from({ length: width }, (_, column) => (
                <th key={column} scope="col">
                  <Select
                    allowClear
                    size="small"
                    style={{ width: '100%' }}
                    aria-label={t('ledgers.columnMeans', { column: column + 1 })}
                    placeholder={t('ledgers.notUsed')}
                    data-testid={`mapping-${column}`}
                    value={mapping.columns[column] ?? undefined}
                    options={FIELDS.map((value) => ({ value, label: t(`codes.field.${value}`) }))}
                    onChange={(field: LedgerField | undefined) => assign(column, field ?? null)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, mapping.headRow + 1 + SAMPLE_ROWS).map((row, index) => (
              <tr key={index}>
                <td className="muted figure">{index + 1}</td>
                {Array.from({ length: width }, (_, column) =>
                  index === mapping.headRow ? <th key={column}>{row[column]}</th> : <td key={column}>{row[column]}</td>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
