import { useState } from 'react';
import { Button, Input, Radio } from 'antd';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';

/** A profile that works from files alone: no address, no keys. */
export function FilesChoice() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [site, setSite] = useState<'cn' | 'intl'>('cn');
  const [name, setName] = useState('');
  const { busy, act } = useAct();
  const start = (): Promise<boolean> =>
    act(async () => {
      const fallback = `${t(`codes.site.${site}`)} · ${t('settings.profiles.files')}`;
      const profile = await session.addProfile({ name: name.trim() || fallback, site, endpoint: { kind: 'files' } });
      await session.openProfile(profile.id);
      await navigate('/ledgers');
    });
  return (
    <div className="stack">
      <Field label={t('settings.profiles.site')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={site}
            onChange={(event) => setSite(event.target.value as 'cn' | 'intl')}
            options={(['cn', 'intl'] as const).map((value) => ({ value, label: t(`welcome.sample.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('columns.name')}>
        {(id) => (
          <Input
            id={id}
            maxLength={80}
            value={name}
            placeholder={t('settings.profiles.nameExample')}
            data-testid="files-name"
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => void start()}
          />
        )}
      </Field>
      <div>
        <Button type="primary" size="large" loading={busy} onClick={() => void start()} data-testid="welcome-files">
          {t('welcome.files.start')}
        </Button>
      </div>
    </div>
  );
}
