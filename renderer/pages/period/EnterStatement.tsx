import { useState } from 'react';
import { Alert, Button, Input } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { StoredDocument } from '../../../shared/desk/api';
import { STATEMENT_FIGURES } from '../../../shared/documents/kinds';
import { checkStatement, STATEMENT_AMOUNTS, statementFaultText, type StatementInput } from '../../../shared/documents/statement';
import { readAmount } from '../../../shared/ledger/cells';
import { formatUnits } from '../../../shared/money';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { amountsInText, Money } from '../../app/parts/Money';
import { Dialog } from '../../app/parts/Dialog';

/** Beside C1: the figures of a bill that came as a PDF, typed. Offers to change those that are there. */
export function EnterStatement({ period, currency }: { readonly period: string; readonly currency: string }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const [open, setOpen] = useState(false);
  const found = useLiveQuery(
    async () => ({
      known:
        (await store.documents
          .filter((row) => !row.undone && row.document === STATEMENT_FIGURES && row.periods.includes(period))
          .first()) ?? null,
    }),
    [store, period],
  );
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="enter-statement">
        {t(found?.known ? 'period.statement.change' : 'period.statement.enter')}
      </Button>
      {/* The form begins with the figures that are there: opened before they are read, it waits for them. */}
      {open && found && <StatementForm period={period} currency={currency} known={found.known} onClose={() => setOpen(false)} />}
    </>
  );
}

interface FormProps {
  readonly period: string;
  readonly currency: string;
  readonly known: StoredDocument | null;
  onClose(): void;
}

function StatementForm({ period, currency, known, onClose }: FormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { desk } = useSession();
  const { busy, act } = useAct();
  const [input, setInput] = useState(() => inputOf(period, known));
  const [tried, setTried] = useState(false);
  const checked = checkStatement(input);
  const fault = 'fault' in checked ? checked.fault : null;
  const set = (field: keyof StatementInput, value: string): void => setInput((before) => ({ ...before, [field]: value }));
  const save = async (): Promise<void> => {
    setTried(true);
    if (fault === null && (await act(() => desk.enterStatement(input)))) onClose();
  };
  return (
    <Dialog
      open
      title={t('period.statement.title', { period })}
      okText={t('app.act.save')}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ 'data-testid': 'statement-save' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="stack" data-testid="statement-form">
        <p className="muted" style={{ margin: 0 }}>
          {t('period.statement.hint')}
        </p>
        {STATEMENT_AMOUNTS.map((field, index) => (
          <Field
            key={field}
            label={field === 'due' ? t('period.statement.due') : t(`period.figures.${field}`)}
            hint={field === 'due' ? t('period.statement.dueHint') : undefined}
          >
            {(id) => (
              <Input
                id={id}
                autoFocus={index === 0}
                className="money"
                inputMode="decimal"
                maxLength={40}
                suffix={<span className="muted">{currency}</span>}
                status={tried && fault?.kind === 'amount' && fault.field === field ? 'error' : ''}
                value={input[field]}
                onChange={(event) => set(field, event.target.value)}
                onPressEnter={() => void save()}
                data-testid={`statement-${field}`}
              />
            )}
          </Field>
        ))}
        <p style={{ margin: 0 }} data-testid="statement-sum">
          {t('period.statement.sum')} <Money value={sumOf(input)} facts={{ currency, basis: 'stated', source: 'typed-statement' }} />
        </p>
        <Field label={t('period.statement.number')}>
          {(id) => <Input id={id} maxLength={100} value={input.number} onChange={(event) => set('number', event.target.value)} />}
        </Field>
        <Field label={t('period.statement.note')}>
          {(id) => <Input id={id} maxLength={500} value={input.note} onChange={(event) => set('note', event.target.value)} />}
        </Field>
        {tried && fault !== null && (
          <Alert type="error" showIcon title={amountsInText(statementFaultText(fault, language))} data-testid="statement-fault" />
        )}
      </div>
    </Dialog>
  );
}

function inputOf(period: string, known: StoredDocument | null): StatementInput {
  const [sum] = known?.sums ?? [];
  return {
    period,
    consumption: sum?.consumption ?? '',
    refunds: sum?.refunds ?? '',
    adjustments: sum?.adjustments ?? '',
    due: known?.statement?.due ?? '',
    number: known?.statement?.number ?? '',
    note: known?.statement?.note ?? '',
  };
}

/** Sum of what can be read so far; null while a figure cannot. */
function sumOf({ consumption, refunds, adjustments }: StatementInput): string | null {
  let units = 0n;
  for (const text of [consumption, refunds, adjustments]) {
    const read = readAmount(text.trim() === '' ? '0' : text.trim());
    if (!read.ok) return null;
    units += read.value.units;
  }
  return formatUnits(units);
}
