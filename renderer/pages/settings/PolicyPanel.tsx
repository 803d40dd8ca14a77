import { Switch } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../shared/desk/api';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';

/** How months are closed, for this profile; a change is journalled. */
export function PolicyPanel() {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { store } = useOpenDesk();
  const kept = useLiveQuery(async () => ({ policy: (await store.meta.get('policy'))?.value as Policy | undefined }), [store]);
  const { busy, act } = useAct();
  return (
    <Panel>
      <div className="stack" style={{ maxWidth: 640 }}>
        <Field label={t('settings.policy.approver')} hint={t('settings.policy.approverHint')}>
          {(id) => (
            <div>
              <Switch
                id={id}
                checked={kept?.policy?.approverOther ?? false}
                // Nobody turns what has not been read yet.
                disabled={kept === undefined}
                loading={busy}
                data-testid="policy-approver"
                onChange={(approverOther) => void act(() => desk.setPolicy({ approverOther }))}
              />
            </div>
          )}
        </Field>
        <p className="muted" style={{ margin: 0 }}>
          {t('settings.policy.declared')}
        </p>
      </div>
    </Panel>
  );
}
