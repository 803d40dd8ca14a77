import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../../app/session/context';
import { Panel } from '../../app/parts/Page';

/** The product's name in Latin letters, whatever language is spoken. */
const LATIN = 'Reconcile Desk';
const PLATFORMS: Readonly<Record<string, string>> = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' };

export function AboutPanel() {
  const { t } = useTranslation();
  const { info } = useSession();
  const { profile, report } = useOpenDesk();
  const rows = [
    [t('settings.about.version'), info.version],
    ['Electron', info.runtime.electron],
    ['Chromium', info.runtime.chrome],
    ['Node', info.runtime.node],
    [t('settings.about.platform'), PLATFORMS[info.platform] ?? info.platform],
    [t('settings.about.today'), info.today],
    [t('settings.about.profile'), profile.id],
    [t('settings.about.persisted'), report.persisted ? t('settings.about.yes') : t('settings.about.no')],
  ];
  return (
    <Panel title={t('app.name') === LATIN ? LATIN : `${t('app.name')} · ${LATIN}`} testid="about">
      <table className="plain" style={{ maxWidth: 640 }}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
