import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import type { Profile } from '../../../shared/bridge/contract';
import { isBuiltIn, profileName } from '../../app/words';
import { StatusTag } from '../../app/parts/StatusTag';
import { DeleteProfile } from './DeleteProfile';
import { NewProfile } from './NewProfile';

/** Profiles: one per account and site, each with a store of its own. */
export function ProfilesPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { profiles } = useSessionState();
  const { profile } = useOpenDesk();
  const { act } = useAct();
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<Profile | null>(null);
  return (
    <Panel
      title={t('settings.profiles.title')}
      actions={
        <Button onClick={() => setAdding(!adding)} data-testid="profile-add">
          {t('settings.profiles.add')}
        </Button>
      }
    >
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('columns.name')}</th>
            <th scope="col">{t('settings.profiles.site')}</th>
            <th scope="col">{t('settings.profiles.source')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('app.act.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((each) => (
            <tr key={each.id} data-testid={`profile-${each.id}`}>
              <td>{profileName(t, each)}</td>
              <td>{t(`codes.site.${each.site}`)}</td>
              <td>{each.endpoint.kind === 'custom' ? each.endpoint.url : t(`settings.profiles.${each.endpoint.kind}`)}</td>
              <td>
                <div className="row">
                  {each.id === profile.id ? (
                    <StatusTag tone="info">{t('settings.profiles.current')}</StatusTag>
                  ) : (
                    <Button size="small" onClick={() => void act(() => session.openProfile(each.id))}>
                      {t('app.act.open')}
                    </Button>
                  )}
                  <Button size="small" danger onClick={() => setDeleting(each)} data-testid={`profile-delete-${each.id}`}>
                    {t(isBuiltIn(each) ? 'settings.profiles.reset' : 'settings.profiles.delete')}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deleting && <DeleteProfile profile={deleting} onClose={() => setDeleting(null)} />}
      {adding && (
        <div style={{ maxWidth: 460, marginTop: 14 }}>
          <NewProfile onReady={(id) => void act(() => session.openProfile(id))} />
        </div>
      )}
    </Panel>
  );
}
