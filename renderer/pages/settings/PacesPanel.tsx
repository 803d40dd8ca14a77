import { Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { CALLS, type Call, type CallId } from '../../../shared/api/catalogue';
import { CALL_WORDS } from '../../../shared/api/operation-words';
import { DEFAULT_SHARE, fastestPace } from '../../../shared/api/pace';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { useLanguage, useOpenDesk, useSession, useSessionState } from '../../app/session/context';

const perSecond = ({ quota }: Call): number => quota.requests / quota.perSeconds;

/** Calls a second by interface: four fifths of the documented quota unless the user says less or more; never so much that a burst exceeds it. */
export function PacesPanel() {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const { profile } = useOpenDesk();
  const { paces } = useSessionState().settings;
  const { act } = useAct();
  const set = (id: string, pace: number | null): void => {
    const { [id]: _, ...others } = paces;
    void act(() => session.changeSettings({ paces: pace === null ? others : { ...others, [id]: pace } }));
  };
  return (
    <Panel
      title={t('settings.paces.title')}
      actions={
        <Button
          disabled={Object.keys(paces).length === 0}
          onClick={() => void act(() => session.changeSettings({ paces: {} }))}
          data-testid="paces-reset"
        >
          {t('settings.paces.reset')}
        </Button>
      }
    >
      <p className="muted" style={{ marginTop: 0 }}>
        {t('settings.paces.hint')}
      </p>
      <div className="table-scroll">
        <table className="plain" data-testid="paces">
          <thead>
            <tr>
              <th scope="col">{t('settings.paces.interface')}</th>
              <th scope="col" className="money">
                {t('settings.paces.quota')}
              </th>
              <th scope="col" className="money">
                {t('settings.paces.pace')}
              </th>
            </tr>
          </thead>
          <tbody>
            {CALLS.filter(({ sites }) => sites.includes(profile.site)).map((call) => {
              const name = CALL_WORDS[call.id as CallId].name[language];
              const quota = perSecond(call);
              return (
                <tr key={call.id}>
                  <td>{name}</td>
                  <td className="money">{Number(quota.toPrecision(3))}</td>
                  <td className="money">
                    <InputNumber
                      size="small"
                      min={0.1}
                      max={fastestPace(quota)}
                      step={1}
                      value={paces[call.id] ?? null}
                      placeholder={String(Number((quota * DEFAULT_SHARE).toPrecision(3)))}
                      aria-label={`${name}: ${t('settings.paces.pace')}`}
                      data-testid={`pace-${call.id}`}
                      changeOnBlur
                      onChange={(pace) => set(call.id, pace)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
