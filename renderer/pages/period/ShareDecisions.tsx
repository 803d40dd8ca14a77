import { useState } from 'react';
import { App, Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DecisionReview, SharedDecisions } from '../../../shared/desk/api';
import { call } from '../../app/bridge';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { moneyText } from '../../app/parts/Money';
import { useAct } from '../../app/parts/act';
import { codeWord } from '../../app/words';
import { Dialog } from '../../app/parts/Dialog';

const KINDS = ['conflict', 'new', 'unknown', 'closed', 'same'] as const;
const SHOWN = 200;

/** The month's decisions as a file for a colleague, and a colleague's taken over; conflicts are listed and nothing is overwritten unasked. */
export function ShareDecisions({ period }: { readonly period: string }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { profile } = useOpenDesk();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [review, setReview] = useState<(SharedDecisions & { readonly text: string }) | null>(null);
  const save = (): Promise<boolean> =>
    act(async () => {
      const text = await desk.shareDecisions({ months: [period], profile: profile.name });
      const name = t('period.share.fileName', { period });
      const saved = await call('saveDocument', { name, text });
      if (saved) void message.success(t('period.share.saved', { file: saved.name }));
    });
  const open = (): Promise<boolean> =>
    act(async () => {
      const chosen = await call('openDocument', {});
      if (chosen === null) return;
      setReview({ text: chosen.text, ...(await desk.reviewDecisions(chosen.text)) });
    });
  return (
    <>
      <Button size="small" loading={busy} onClick={() => void save()} data-testid="decisions-save">
        {t('period.share.save')}
      </Button>
      <Button size="small" loading={busy} onClick={() => void open()} data-testid="decisions-take">
        {t('period.share.take')}
      </Button>
      {review && <ReviewDialog {...review} onClose={() => setReview(null)} />}
    </>
  );
}

const isChoosable = ({ kind }: DecisionReview): boolean => kind === 'new' || kind === 'conflict';

/** What nobody decided here yet, but for halves of matches whose other half would not come along. */
function untold(list: readonly DecisionReview[]): ReadonlySet<string> {
  const chosen = new Set(list.filter(({ kind }) => kind === 'new').map(({ id }) => id));
  const same = new Set(list.filter(({ kind }) => kind === 'same').map(({ id }) => id));
  for (let before = -1; before !== chosen.size;) {
    before = chosen.size;
    for (const { id, together } of list) if (together.some((other) => !chosen.has(other) && !same.has(other))) chosen.delete(id);
  }
  return chosen;
}

function ReviewDialog({
  text,
  from,
  list,
  onClose,
}: SharedDecisions & {
  readonly text: string;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const names = useNames();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  // What is decided differently here is left alone unless a person says otherwise.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => untold(list));
  const toggle = ({ id, together }: DecisionReview): void =>
    setChosen((before) => {
      const after = new Set(before);
      const choosable = new Set(list.filter(isChoosable).map((one) => one.id));
      for (const one of [id, ...together.filter((other) => choosable.has(other))]) {
        if (before.has(id)) after.delete(one);
        else after.add(one);
      }
      return after;
    });
  const take = async (): Promise<void> => {
    const done = await act(async () => {
      const n = await desk.takeDecisions({ text, chosen: [...chosen] });
      void message.success(t('period.share.taken', { n }));
    });
    if (done) onClose();
  };
  const side = (state: DecisionReview['ours']): string =>
    state === null ? '—' : [t(`codes.breakStatus.${state.status}`), state.by, state.note].filter(Boolean).join(' · ');
  return (
    <Dialog
      open
      width={900}
      title={t('period.share.title')}
      okText={t('period.share.confirm', { n: chosen.size })}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: chosen.size === 0, 'data-testid': 'decisions-confirm' }}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p className="muted">{t('period.share.hint')}</p>
      <p className="muted" data-testid="decisions-from">
        {t('period.share.from', { profile: from })}
      </p>
      {KINDS.map((kind) => {
        const rows = list.filter((one) => one.kind === kind);
        if (rows.length === 0) return null;
        const choosable = rows.some(isChoosable);
        return (
          <details key={kind} open={kind === 'conflict'} data-testid={`review-${kind}`} data-count={rows.length}>
            <summary>{t(`period.share.kind.${kind}`, { n: rows.length })}</summary>
            <div className="table-scroll short">
              <table className="plain">
                <tbody>
                  {rows.slice(0, SHOWN).map((one) => (
                    <tr key={one.id} data-testid="review-row">
                      <td>
                        {choosable && (
                          <Checkbox checked={chosen.has(one.id)} onChange={() => toggle(one)} aria-label={t('period.share.theirs')} />
                        )}
                      </td>
                      <td>
                        {one.period} · {codeWord(t, 'breakClass', one.class)} · {names.party(one.customer)}
                        {one.difference !== null && ` · ${moneyText(one.difference)}`}
                        {one.ours !== null && one.differenceHere !== one.difference && (
                          <div className="muted">
                            {t('period.share.amountHere', { amount: one.differenceHere === null ? '—' : moneyText(one.differenceHere) })}
                          </div>
                        )}
                      </td>
                      <td>
                        {t('period.share.theirs')}: {side(one.theirs)}
                      </td>
                      <td>
                        {t('period.share.ours')}: {side(one.ours)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        );
      })}
    </Dialog>
  );
}
