import { useState } from 'react';
import { App, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../shared/bridge/contract';
import { useObservable } from '../../app/session/observable';
import { activities } from '../../app/activity/activities';
import { useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { isBuiltIn, profileName } from '../../app/words';
import { Dialog } from '../../app/parts/Dialog';

/** Says what will be lost and asks once, by the profile's name; sample data, which come again, need no typing. */
export function DeleteProfile({ profile, onClose }: { readonly profile: Profile; onClose(): void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { busy, act } = useAct();
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const working = useObservable(activities).some(({ state }) => state === 'running');
  const name = profileName(t, profile);
  const sample = isBuiltIn(profile);
  const remove = async (): Promise<void> => {
    const done = await act(() => session.deleteProfile(profile.id));
    if (done) void message.success(t('settings.profiles.deleted'));
    onClose();
  };
  return (
    <Dialog
      open
      title={t(sample ? 'settings.profiles.resetTitle' : 'settings.profiles.deleteTitle', { name })}
      okText={t(sample ? 'settings.profiles.reset' : 'settings.profiles.delete')}
      okButtonProps={{ danger: true, disabled: working || (!sample && typed.trim() !== name), 'data-testid': 'profile-delete-confirm' }}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      <p>{t('settings.profiles.deleteWhat')}</p>
      {!sample && (
        <Field label={t('settings.profiles.deleteType', { name })}>
          {(id) => <Input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} data-testid="profile-delete-name" />}
        </Field>
      )}
    </Dialog>
  );
}
