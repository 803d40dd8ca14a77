import { useState } from 'react';
import { Button, Progress } from 'antd';
import { SafetyCertificateOutlined } from '@ant-design/icons';
import * as Comlink from 'comlink';
import { useTranslation } from 'react-i18next';
import type { Progress as Done } from '../../../shared/desk/api';
import { exitCodeOfVerdict, verdictText, type PackVerdict } from '../../../shared/evidence/verdict';
import type { JournalCheck } from '../../../shared/journal/check';
import { isCancelled, runActivity } from '../../app/activity/activities';
import { call } from '../../app/bridge';
import { faultText } from '../../app/faults';
import { breakSentence, journalReportSentences } from '../../app/parts/journal-report';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';
import { countText } from '../../app/words';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFault } from '../../help/addresses';

type Outcome =
  | { readonly of: 'journal'; readonly check: JournalCheck }
  | { readonly of: 'pack'; readonly verdict: PackVerdict }
  | { readonly of: 'fault'; readonly fault: unknown };

/** Proving the own journal again, and evidence packs of others. */
export function ProofPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { report } = useOpenDesk();
  const [running, setRunning] = useState<Done | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const run = async (work: (onProgress: (done: Done) => void) => Promise<Outcome>): Promise<void> => {
    setOutcome(null);
    setRunning({ step: 'verifying', done: 0, total: null });
    try {
      setOutcome(
        await runActivity(
          'verify',
          () => void session.desk.cancelVerify(),
          (report) =>
            work(
              Comlink.proxy((done: Done) => {
                setRunning(done);
                report({ done: done.done, total: done.total });
              }),
            ),
          undefined,
          { link: () => ({ to: 'page', address: '/audit' }) },
        ),
      );
    } catch (fault) {
      if (!isCancelled(fault)) setOutcome({ of: 'fault', fault });
    } finally {
      setRunning(null);
    }
  };
  const pack = async (): Promise<void> => {
    const file = await call('choosePack', {});
    if (file) await run(async (onProgress) => ({ of: 'pack', verdict: await session.desk.verifyPack(file.token, onProgress) }));
  };
  return (
    <Panel title={t('audit.proof')}>
      <div className="stack tight">
        {report.journalReport !== null &&
          journalReportSentences(t, report.journalReport).map((sentence) => (
            <StatusTag key={sentence} tone="warn">
              {sentence}
            </StatusTag>
          ))}
        <div className="row">
          <Button
            icon={<SafetyCertificateOutlined />}
            disabled={running !== null}
            onClick={() => void run(async (onProgress) => ({ of: 'journal', check: await session.desk.verifyJournal(onProgress) }))}
            data-testid="verify-journal"
          >
            {t('audit.verifyJournal')}
          </Button>
          <Button disabled={running !== null} onClick={() => void pack()} data-testid="verify-pack">
            {t('audit.verifyPack')}
          </Button>
        </div>
        <p className="muted" style={{ margin: 0 }}>
          {t('audit.verifyJournalHint')} {t('audit.verifyPackHint')}
        </p>
        {running && (
          <div className="row nowrap" role="status">
            <span>{t('audit.verifying')}</span>
            {running.total !== null && running.total > 0 && (
              <Progress style={{ flex: 1 }} percent={Math.floor((running.done / running.total) * 100)} size="small" />
            )}
            <Button size="small" onClick={() => void session.desk.cancelVerify()}>
              {t('app.act.cancel')}
            </Button>
          </div>
        )}
        {outcome?.of === 'journal' && <JournalProof check={outcome.check} />}
        {outcome?.of === 'pack' && <PackProof verdict={outcome.verdict} />}
        {outcome?.of === 'fault' && (
          <>
            <StatusTag tone="bad">{faultText(t, outcome.fault)}</StatusTag> <LearnMore to={ofFault(outcome.fault)} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** The places that do not hold, each in a line; or that all does. */
function JournalProof({ check }: { readonly check: JournalCheck }) {
  const { t } = useTranslation();
  const { breaks, damaged, files, entries, archives, head } = check;
  const whole = breaks.length === 0 && damaged.length === 0;
  return (
    <div className="panel stack tight" role={whole ? 'status' : 'alert'} data-testid="journal-proof" data-whole={whole}>
      {whole && (
        <StatusTag tone="good">
          {t('audit.whole', {
            files: countText(files),
            entries: countText(entries),
            archives: countText(archives),
            seq: head.seq,
            hash: head.hash,
          })}
        </StatusTag>
      )}
      {breaks.map((place) => (
        <StatusTag key={`${place.file}:${place.line}`} tone="bad">
          {breakSentence(t, place)}
        </StatusTag>
      ))}
      {damaged.map(({ sha256, seq, why }) => (
        <StatusTag key={sha256} tone="bad">
          {t(why === 'missing' ? 'audit.archiveMissing' : 'audit.archiveDamaged', { sha256, seq })}
        </StatusTag>
      ))}
      {!whole && <span className="muted">{t('audit.damageKept')}</span>}
    </div>
  );
}

function PackProof({ verdict }: { readonly verdict: PackVerdict }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const code = exitCodeOfVerdict(verdict);
  return (
    <div className="panel stack tight" role={code === 0 ? 'status' : 'alert'} data-testid="pack-verdict" data-code={code}>
      <StatusTag tone={code === 0 ? 'good' : 'bad'}>
        {t(code === 0 ? 'audit.packSame' : code === 1 ? 'audit.packDifferent' : 'audit.packUnreadable')}
      </StatusTag>
      <span>{verdictText(verdict, language)}</span>
      {verdict.sha256 !== null && (
        <span className="muted">
          {t('audit.packDigest')} <span className="mono">{verdict.sha256}</span>
        </span>
      )}
    </div>
  );
}
